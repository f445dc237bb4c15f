// What libFuzzer calls: `make fuzz` builds it once for each target, FUZZ_TARGET. GCSTEP_PYTHON chooses the
// profile, else the bytes do.
#include <stdlib.h>

#include "fuzz.h"

static const struct profile *profile_for(const uint8_t *data, size_t size)
{
    unsigned sum = 0, profiles = 0;
    for (size_t i = 0; i < size; i++)
        sum += data[i];
    do
        profiles++;
    while (profile_at(profiles));
    return profile_at(sum % profiles);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *version = getenv("GCSTEP_PYTHON");
    const struct profile *profile = version ? profile_find(version) : profile_for(data, size);
    FUZZ_TARGET(profile, (const char *)data, size);
    return 0;
}
