/* Preloaded: every sync takes 2 ms longer, as on an ordinary SSD or a cloud volume. cc -O2 -shared -fPIC -o slowsync.so slowsync.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait_2ms(void) { struct timespec t = { 0, 2000000 }; nanosleep(&t, 0); }

int fsync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fsync"); wait_2ms(); return real(fd); }
int fdatasync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fdatasync"); wait_2ms(); return real(fd); }
