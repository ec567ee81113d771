using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Lab;

/// <summary>The settings of section <c>Lab:Scripts</c>.</summary>
public sealed record ScriptSettings : IValidatableObject
{
    /// <summary>Whether users can run scripts.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The program that isolates scripts.</summary>
    public ScriptRuntime Runtime { get; init; } = ScriptRuntime.Bubblewrap;

    /// <summary>The program of <see cref="Runtime"/>. Empty means <c>/usr/bin/bwrap</c> or <c>/usr/local/bin/runsc</c>.</summary>
    public string? RuntimePath { get; init; }

    /// <summary>The Python interpreter, version 3.9 or newer, with numpy.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>The longest run, in seconds.</summary>
    [Range(1, 3600, ErrorMessage = "1 to 3600 seconds.")]
    public int Seconds { get; init; } = 60;

    /// <summary>Memory of a script in MB, beside what Python and numpy need.</summary>
    [Range(32, 16_384, ErrorMessage = "32 to 16384 megabytes.")]
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>The most processes and threads of a script.</summary>
    [Range(4, 256, ErrorMessage = "4 to 256 processes.")]
    public int Processes { get; init; } = 8;

    /// <summary>The most that a script writes (console, elements and their updates), in KB.</summary>
    [Range(16, 65_536, ErrorMessage = "16 to 65536 kilobytes.")]
    public int OutputKilobytes { get; init; } = 1024;

    /// <summary>The size of a script's <c>/tmp</c>, in MB.</summary>
    [Range(1, 1024, ErrorMessage = "1 to 1024 megabytes.")]
    public int ScratchMegabytes { get; init; } = 16;

    /// <summary>The most scripts that run at once.</summary>
    [Range(1, 256, ErrorMessage = "1 to 256 scripts.")]
    public int Concurrent { get; init; } = 8;

    /// <summary>The most scripts of one user that run at once.</summary>
    [Range(1, 256, ErrorMessage = "1 to 256 scripts.")]
    public int PerUser { get; init; } = 2;

    /// <summary>The most runs of one user in 24 hours.</summary>
    [Range(1, 100_000, ErrorMessage = "1 to 100000 runs.")]
    public int PerUserAndDay { get; init; } = 300;

    /// <summary>The most runs of users without a verified e-mail address from one client address in 24 hours.</summary>
    [Range(1, 1_000_000, ErrorMessage = "1 to 1000000 runs.")]
    public int PerAddressAndDay { get; init; } = 200;

    /// <summary>The codes and outputs of the newest runs of a user are kept, so many MB. Of older runs only the record stays.</summary>
    [Range(1, 100_000, ErrorMessage = "1 to 100000 megabytes.")]
    public int KeptMegabytesPerUser { get; init; } = 50;

    /// <summary>As <see cref="KeptMegabytesPerUser"/>, of a user whose e-mail address is not verified.</summary>
    [Range(1, 100_000, ErrorMessage = "1 to 100000 megabytes.")]
    public int KeptMegabytesPerUnverifiedUser { get; init; } = 5;

    /// <summary>Workers that are started in advance. Each needs about 30 MB of memory.</summary>
    [Range(0, 64, ErrorMessage = "0 to 64 workers.")]
    public int Warm { get; init; } = 2;

    /// <summary>
    /// A server that runs as root runs each script as another user: these ids, one for each place of <see cref="Concurrent"/> and
    /// <see cref="Warm"/>. They must not belong to anyone.
    /// </summary>
    [Range(1000, 2_147_000_000, ErrorMessage = "1000 to 2147000000.")]
    public int FirstUserId { get; init; } = 2_000_000_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Python.StartsWith('/'))
            yield return new ValidationResult("the full path of a Python interpreter.", [nameof(Python)]);
        if (!string.IsNullOrEmpty(RuntimePath) && !RuntimePath.StartsWith('/'))
            yield return new ValidationResult("a full path.", [nameof(RuntimePath)]);
        if (PerUser > Concurrent)
            yield return new ValidationResult("at most as many as Lab:Scripts:Concurrent.", [nameof(PerUser)]);
    }
}
