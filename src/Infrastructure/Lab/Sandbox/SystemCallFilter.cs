using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Writes the list of <see cref="SystemCallNames"/> as a program for the kernel (seccomp), by <c>libseccomp2</c>.</summary>
internal static partial class SystemCallFilter
{
    private const string Library = "libseccomp.so.2";
    private const uint Allow = 0x7fff0000,
        RejectAsForbidden = 0x00050000 | 1,
        RejectAsUnknown = 0x00050000 | 38;

    private const uint EndProcess = 0x80000000;

    /// <summary><c>SCMP_FLTATR_ACT_BADARCH</c>: https://man7.org/linux/man-pages/man3/seccomp_attr_set.3.html.</summary>
    private const int OtherArchitecture = 2;

    private const int Equal = 4,
        MaskedEqual = 7;

    /// <summary>CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.</summary>
    private const ulong NewNamespaces = 0x7e020000;

    private const ulong Thread = 0x00010000;

    /// <summary>Requests that Python makes: TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.</summary>
    private static readonly ulong[] ControlRequests = [0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451];

    /// <summary>
    /// F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC. Not F_SETPIPE_SZ, which takes from what
    /// the server's user may use.
    /// </summary>
    private static readonly ulong[] FileRequests = [0, 1, 2, 3, 4, 5, 6, 7, 1030];

    /// <summary>PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_GET_NO_NEW_PRIVS.</summary>
    private static readonly ulong[] ProcessRequests = [15, 16, 21, 39];

    /// <summary>Writes the program to a file. Any other call fails with EPERM; calls of another architecture end the process.</summary>
    /// <param name="allowProcesses">Whether a script may start processes. Threads are always allowed.</param>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public static void Write(string path, bool allowProcesses)
    {
        var context = Init(RejectAsForbidden);
        if (context == IntPtr.Zero)
            throw new InvalidOperationException("libseccomp cannot be initialised.");
        try
        {
            // By default only the thread ends, and a process with another thread stays until its time is over.
            Check(SetAttribute(context, OtherArchitecture, EndProcess), "the action for other architectures");
            foreach (var name in SystemCallNames.Always)
                Add(context, Allow, name);
            foreach (var name in SystemCallNames.Absent)
                Add(context, RejectAsUnknown, name);
            if (allowProcesses)
            {
                foreach (var name in SystemCallNames.Processes)
                    Add(context, Allow, name);
                Add(context, Allow, "clone", new Comparison(0, MaskedEqual, NewNamespaces, 0));
            }
            else
                Add(context, Allow, "clone", new Comparison(0, MaskedEqual, NewNamespaces | Thread, Thread));
            foreach (var request in ControlRequests)
                Add(context, Allow, "ioctl", new Comparison(1, Equal, request, 0));
            foreach (var request in FileRequests)
                Add(context, Allow, "fcntl", new Comparison(1, Equal, request, 0));
            foreach (var request in ProcessRequests)
                Add(context, Allow, "prctl", new Comparison(0, Equal, request, 0));
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            Check(Export(context, (int)file.DangerousGetHandle()), "export");
        }
        finally
        {
            Release(context);
        }
    }

    private static void Add(IntPtr context, uint action, string name, params Comparison[] comparisons)
    {
        // A name that this architecture does not have is negative.
        if (Resolve(name) is >= 0 and var number)
            Check(AddRule(context, action, number, (uint)comparisons.Length, comparisons), name);
    }

    private static void Check(int result, string what)
    {
        if (result < 0)
            throw new InvalidOperationException($"libseccomp rejected {what}: error {-result}.");
    }

    [LibraryImport(Library, EntryPoint = "seccomp_init")]
    private static partial IntPtr Init(uint defaultAction);

    [LibraryImport(Library, EntryPoint = "seccomp_attr_set")]
    private static partial int SetAttribute(IntPtr context, int attribute, uint value);

    [LibraryImport(Library, EntryPoint = "seccomp_release")]
    private static partial void Release(IntPtr context);

    [LibraryImport(Library, EntryPoint = "seccomp_syscall_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Resolve(string name);

    [LibraryImport(Library, EntryPoint = "seccomp_rule_add_array")]
    private static partial int AddRule(IntPtr context, uint action, int number, uint count, [In] Comparison[] comparisons);

    [LibraryImport(Library, EntryPoint = "seccomp_export_bpf")]
    private static partial int Export(IntPtr context, int descriptor);

    /// <summary><c>struct scmp_arg_cmp</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Comparison(uint Argument, int Operator, ulong A, ulong B);
}
