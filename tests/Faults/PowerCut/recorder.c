/* Preloaded into the host: notes every change and every sync of the files under REC_ROOT, in order, in REC_LOG, so that the test can build
 * what a disk may hold after the power went at any moment. While the file REC_FAIL_WHILE exists, every change and sync fails with
 * REC_FAIL_ERRNO. Build: cc -O2 -shared -fPIC -o recorder.so recorder.c -ldl -pthread
 *
 * One record: u8 op, u32 file, u64 at (unix ns), u64 offset, u64 length, then the bytes of N, W and R. Little endian, packed.
 * N name of a file · W bytes written · T truncated to offset · S file synced; covers the records before number `offset`
 * D folder synced, as S · U unlinked · R renamed (bytes: the new name) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MOST_FDS 16384
#define MOST_FILES 2048
#define LOG_FD 1021
#define FOLDER -1
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

static char root[PATH_MAX];
static int is_on, fail_errno = ENOSPC;
static const char *fail_while;
static uint64_t records;
static int file_of[MOST_FDS]; /* number + 1, FOLDER, or 0: not ours */
static char *names[MOST_FILES];
static int known;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
  const char *where = getenv("REC_ROOT"), *log = getenv("REC_LOG"), *text;
  if (!where || !log || !realpath(where, root)) return;
  int fd = openat(AT_FDCWD, log, O_CREAT | O_WRONLY | O_TRUNC, 0600);
  if (fd < 0 || dup3(fd, LOG_FD, O_CLOEXEC) < 0) return;
  fail_while = getenv("REC_FAIL_WHILE");
  if ((text = getenv("REC_FAIL_ERRNO"))) fail_errno = atoi(text);
  is_on = 1;
}

static void note(char op, uint32_t file, uint64_t offset, const void *bytes, uint64_t length) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  struct __attribute__((packed)) { uint8_t op; uint32_t file; uint64_t at, offset, length; } head =
      { (uint8_t)op, file, (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec, offset, bytes ? length : 0 };
  struct iovec parts[2] = { { &head, sizeof head }, { (void *)bytes, bytes ? length : 0 } };
  REAL(ssize_t, writev, int, const struct iovec *, int);
  if (real(LOG_FD, parts, 2) < 0) _exit(99);
  records++;
}

static int fails(void) {
  if (!fail_while || access(fail_while, F_OK)) return 0;
  errno = fail_errno;
  return 1;
}

static int is_ours(const char *path) { size_t n = strlen(root); return !strncmp(path, root, n) && (path[n] == '/' || !path[n]); }

static int number_of(const char *path) {
  for (int i = 0; i < known; i++) if (names[i] && !strcmp(names[i], path)) return i;
  if (known == MOST_FILES) return -1;
  names[known] = strdup(path);
  note('N', (uint32_t)known, 0, path, strlen(path));
  return known++;
}

/* The path that a descriptor has; a file's path is asked from the kernel, so relative names and links need no care. */
static void opened(int fd, int flags) {
  if (!is_on || fd < 0 || fd >= MOST_FDS) return;
  int saved = errno;
  char link[64], path[PATH_MAX];
  struct stat s;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  pthread_mutex_lock(&gate);
  file_of[fd] = 0;
  if (n > 0 && (path[n] = 0, is_ours(path)) && !fstat(fd, &s)) {
    if (S_ISDIR(s.st_mode)) file_of[fd] = FOLDER;
    else if (S_ISREG(s.st_mode)) {
      int file = number_of(path);
      file_of[fd] = file + 1;
      if (file >= 0 && (flags & O_TRUNC)) note('T', (uint32_t)file, 0, NULL, 0);
    }
  }
  pthread_mutex_unlock(&gate);
  errno = saved;
}

#define WITH_MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); mode = (mode_t)va_arg(a, int); va_end(a); }
#define OPEN(name) int name(const char *path, int flags, ...) { WITH_MODE REAL(int, name, const char *, int, ...); int fd = real(path, flags, mode); opened(fd, flags); return fd; }
#define OPENAT(name) int name(int dir, const char *path, int flags, ...) { WITH_MODE REAL(int, name, int, const char *, int, ...); int fd = real(dir, path, flags, mode); opened(fd, flags); return fd; }
OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)

int close(int fd) {
  REAL(int, close, int);
  if (fd == LOG_FD && is_on) return 0;
  if (fd >= 0 && fd < MOST_FDS) file_of[fd] = 0;
  return real(fd);
}

static int ours(int fd) { return is_on && fd >= 0 && fd < MOST_FDS ? file_of[fd] : 0; }

static off_t position(int fd) {
  struct stat s;
  return (fcntl(fd, F_GETFL) & O_APPEND) && !fstat(fd, &s) ? s.st_size : lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t n) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (ours(fd) <= 0) return real(fd, bytes, n);
  if (fails()) return -1;
  pthread_mutex_lock(&gate);
  off_t at = position(fd);
  ssize_t done = real(fd, bytes, n);
  if (done > 0) note('W', (uint32_t)file_of[fd] - 1, (uint64_t)at, bytes, (uint64_t)done);
  pthread_mutex_unlock(&gate);
  return done;
}

#define PWRITE(name, type) ssize_t name(int fd, const void *bytes, size_t n, type at) { REAL(ssize_t, name, int, const void *, size_t, type); \
  if (ours(fd) <= 0) { return real(fd, bytes, n, at); } if (fails()) { return -1; } pthread_mutex_lock(&gate); ssize_t done = real(fd, bytes, n, at); \
  if (done > 0) { note('W', (uint32_t)file_of[fd] - 1, (uint64_t)at, bytes, (uint64_t)done); } pthread_mutex_unlock(&gate); return done; }
PWRITE(pwrite, off_t) PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, type) int name(int fd, type size) { REAL(int, name, int, type); if (ours(fd) <= 0) { return real(fd, size); } if (fails()) { return -1; } \
  pthread_mutex_lock(&gate); int done = real(fd, size); if (!done) { note('T', (uint32_t)file_of[fd] - 1, (uint64_t)size, NULL, 0); } pthread_mutex_unlock(&gate); return done; }
TRUNCATE(ftruncate, off_t) TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) int name(int fd) { REAL(int, name, int); int file = ours(fd); if (!file) { return real(fd); } if (fails()) { return -1; } \
  pthread_mutex_lock(&gate); uint64_t covered = records; pthread_mutex_unlock(&gate); int done = real(fd); \
  if (!done) { pthread_mutex_lock(&gate); note(file == FOLDER ? 'D' : 'S', file == FOLDER ? 0 : (uint32_t)file - 1, covered, NULL, 0); pthread_mutex_unlock(&gate); } return done; }
SYNC(fsync) SYNC(fdatasync)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  char full[PATH_MAX];
  int mine = is_on && realpath(path, full) && is_ours(full);
  int done = real(path);
  if (mine && !done) {
    pthread_mutex_lock(&gate);
    int file = number_of(full);
    note('U', (uint32_t)file, 0, NULL, 0);
    free(names[file]);
    names[file] = NULL;
    pthread_mutex_unlock(&gate);
  }
  return done;
}

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  char old[PATH_MAX], new[PATH_MAX];
  int mine = is_on && realpath(from, old) && is_ours(old);
  int done = real(from, to);
  if (mine && !done && realpath(to, new)) {
    pthread_mutex_lock(&gate);
    int file = number_of(old);
    for (int i = 0; i < known; i++) if (names[i] && i != file && !strcmp(names[i], new)) { free(names[i]); names[i] = NULL; }
    note('R', (uint32_t)file, 0, new, strlen(new));
    free(names[file]);
    names[file] = strdup(new);
    pthread_mutex_unlock(&gate);
  }
  return done;
}
