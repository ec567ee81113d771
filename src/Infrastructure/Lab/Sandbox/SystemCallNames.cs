namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// What a script may ask of the kernel: files, memory, time, signals, threads and, where they are counted, processes. Not in the list and
/// therefore rejected: sockets, namespaces, mounts, ptrace, bpf, io_uring, keyrings, userfaultfd, perf, System V IPC, message queues.
/// </summary>
internal static class SystemCallNames
{
    public static readonly string[] Always =
    [
        .. Split("read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek open openat creat close close_range"),
        .. Split("stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 getdents getdents64 getcwd chdir fchdir"),
        .. Split("rename renameat renameat2 mkdir mkdirat rmdir link linkat unlink unlinkat symlink symlinkat readlink readlinkat"),
        .. Split("chmod fchmod fchmodat umask utime utimes utimensat futimesat truncate ftruncate fallocate fadvise64 flock fsync"),
        .. Split("fdatasync sendfile copy_file_range pipe pipe2 dup dup2 dup3 poll ppoll select pselect6 epoll_create epoll_create1"),
        .. Split("epoll_ctl epoll_wait epoll_pwait eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime"),
        .. Split("mmap munmap mprotect mremap madvise brk"),
        .. Split(
            "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigpending sigaltstack pause kill tkill tgkill"
        ),
        .. Split("nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time getitimer setitimer alarm times"),
        .. Split("getpid getppid gettid getpgrp getpgid getsid setsid setpgid getuid geteuid getgid getegid getresuid getresgid getgroups"),
        .. Split("getrlimit setrlimit prlimit64 getrusage sysinfo uname getpriority setpriority getcpu getrandom capget"),
        .. Split("sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min"),
        .. Split("futex rseq membarrier set_robust_list get_robust_list set_tid_address arch_prctl restart_syscall"),
        .. Split("execve wait4 waitid exit exit_group"),
    ];

    /// <summary>Processes besides the first one.</summary>
    public static readonly string[] Processes = ["fork", "vfork"];

    /// <summary>The C library uses an older call if these do not exist. Their arguments cannot be checked by a filter.</summary>
    public static readonly string[] Absent = ["clone3", "openat2"];

    private static string[] Split(string names) => names.Split(' ');
}
