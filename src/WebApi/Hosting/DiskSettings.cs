using System.ComponentModel.DataAnnotations;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Data</c>: the files of the server.</summary>
public sealed record DiskSettings : IValidatableObject
{
    /// <summary>Created if it does not exist. A relative path starts at the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "must be a folder.")]
    public string Directory { get; init; } = "./data";

    /// <summary>
    /// If less of the disk is free, <c>/health/ready</c> says so. PostgreSQL stops when its disk is full. In MB; 0 turns the warning off.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int WarnBelowMegabytes { get; init; } = 500;

    public string FullPath => Path.GetFullPath(Directory);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Mode 0700. For root 0711, because PostgreSQL runs as another user and must reach its folder inside.
        var problem = WritableFolder.FindProblem(
            FullPath,
            Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None
        );
        return problem is null ? [] : [new ValidationResult(problem, [nameof(Directory)])];
    }
}
