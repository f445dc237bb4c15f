// What libFuzzer calls: `make fuzz` builds it once for each target, FUZZ_TARGET. GCSTEP_PYTHON chooses the
// profile.
#include <stdlib.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *version = getenv("GCSTEP_PYTHON");
    const struct profile *profile = version ? profile_find(version) : profile_default();
    FUZZ_TARGET(profile, (const char *)data, size);
    return 0;
}
