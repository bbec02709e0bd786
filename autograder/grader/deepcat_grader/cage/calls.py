"""The system calls that a student's code may make: all that are not named here fail."""

from __future__ import annotations

import errno
import functools
import tempfile

from deepcat_grader.cage.absent import Absent

MEMORY = "brk mmap munmap mremap mprotect madvise msync mincore mlock munlock membarrier"
FILES = (
    "read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek "
    "open openat creat close close_range dup dup2 dup3 fcntl flock fsync fdatasync "
    "stat lstat fstat newfstatat statx access faccessat faccessat2 statfs fstatfs "
    "readlink readlinkat getdents getdents64 getcwd chdir fchdir umask "
    "mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 symlink symlinkat link linkat "
    "truncate ftruncate fallocate fadvise64 copy_file_range sendfile "
    "chmod fchmod fchmodat utime utimes utimensat futimesat"
)
WAITING = (
    "poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait "
    "eventfd eventfd2 pipe pipe2 nanosleep clock_nanosleep pause restart_syscall "
    "recvfrom recvmsg sendmsg getsockopt getsockname shutdown"
)
ITSELF = (
    "exit exit_group getpid getppid gettid getuid geteuid getgid getegid getgroups getresuid "
    "getresgid getpgrp getpgid getsid getrlimit getrusage getpriority times sysinfo uname getcpu "
    "sched_yield sched_getaffinity sched_getparam sched_getscheduler set_tid_address "
    "set_robust_list get_robust_list rseq futex futex_waitv wait4 waitid getrandom"
)
SIGNALS = (
    "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend "
    "sigaltstack setitimer getitimer alarm"
)
TIME = "clock_gettime clock_getres gettimeofday time"
ALLOWED = " ".join((MEMORY, FILES, WAITING, ITSELF, SIGNALS, TIME)).split()

# The C library takes these for an older kernel's answer, and does without them.
UNKNOWN = ["clone3", "openat2", "fchmodat2", "epoll_pwait2"]

CLONE_THREAD = 0x10000
AF_UNIX = 1
PR_SET_NAME, PR_GET_NAME = 15, 16
# What it asks a descriptor: is it a terminal, how wide, how much waits; and to block or not to.
IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)


@functools.cache
def program() -> bytes:
    """The filter for this machine's processor, as the kernel takes it.

    Raises
    ------
    Absent
        If there is no libseccomp.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError) as error:
        raise Absent(f"libseccomp: {error}") from error
    allow = pyseccomp.ALLOW
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        rules.add_rule(allow, name)
    for name in UNKNOWN:
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) != -1:
            rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), name)
    is_ = functools.partial(pyseccomp.Arg, op=pyseccomp.EQ)
    thread = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, CLONE_THREAD)
    rules.add_rule(allow, "clone", thread)
    rules.add_rule(allow, "socketpair", is_(0, data_a=AF_UNIX))
    rules.add_rule(allow, "sendto", is_(4, data_a=0))
    rules.add_rule(allow, "prlimit64", is_(2, data_a=0))
    for option in (PR_SET_NAME, PR_GET_NAME):
        rules.add_rule(allow, "prctl", is_(0, data_a=option))
    for request in IOCTLS:
        rules.add_rule(allow, "ioctl", is_(1, data_a=request))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
