using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Data</c>: the files of the server.</summary>
public sealed record DiskSettings : IValidatableObject
{
    /// <summary>Created if it does not exist. A relative path starts at the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "must be a folder.")]
    public string Directory { get; init; } = "./data";

    public string FullPath => Path.GetFullPath(Directory);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var error = File.Exists(FullPath) ? $"{FullPath} is a file, not a folder." : FindWriteError();
        return error is null ? [] : [new ValidationResult(error, [nameof(Directory)])];
    }

    private string? FindWriteError()
    {
        try
        {
            // Mode 0700. For root 0711, because PostgreSQL runs as another user and must reach its folder inside.
            const UnixFileMode ownerMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            System.IO.Directory.CreateDirectory(
                FullPath,
                Environment.IsPrivilegedProcess ? ownerMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : ownerMode
            );
            using var file = new FileStream(
                Path.Combine(FullPath, $".trial-{Guid.NewGuid():n}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{FullPath} is not writable ({e.Message})";
        }
    }
}
