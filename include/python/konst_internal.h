// Constants as GMP numbers, for making and folding them.
#ifndef PYTHON_KONST_INTERNAL_H
#define PYTHON_KONST_INTERNAL_H

#include <gmp.h>

#include "python/konst.h"

struct konst *konst_from_mpz(struct bump *b, mpz_srcptr value);
// An int or a bool.
void konst_to_mpz(mpz_ptr out, const struct konst *k);

#endif
