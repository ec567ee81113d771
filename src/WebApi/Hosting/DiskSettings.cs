using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Data</c>: what the server keeps on its own disk.</summary>
public sealed record DiskSettings : IValidatableObject
{
    /// <summary>Made when it is not there; a relative path counts from the folder that the server was started in.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "a folder is needed.")]
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
            // 0700, but root's 0711: the private PostgreSQL runs as another user and must pass.
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
            return $"{FullPath} cannot be written to ({e.Message})";
        }
    }
}
