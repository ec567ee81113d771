using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Stores files and returns their URLs. Pictures are encoded again. All others are stored as they are, and only ever downloaded: no browser
/// shows or runs them (<see cref="Folder"/>).
/// </summary>
internal sealed record UploadFiles(IReadOnlyList<UploadFiles.UploadedFile> Files) : IRequest<IReadOnlyList<string>>
{
    /// <summary>The folder of the file store. The server sends its files as attachments.</summary>
    public const string Folder = "uploads/";

    /// <param name="Name">The name of the file at the client.</param>
    internal sealed record UploadedFile(string Name, byte[] Content);

    internal sealed class Rules : AbstractValidator<UploadFiles>
    {
        public Rules() =>
            RuleFor(u => u.Files)
                .NotEmpty()
                .WithMessage("Send the files as `file` or `files[]` of a multipart form.")
                .As(RejectionKind.Malformed)
                .At("/file")
                .Must(files => files.Count <= UploadLimits.MaxFiles)
                .WithMessage($"At most {UploadLimits.MaxFiles} files are accepted at once.")
                .At("/files[]");
    }

    internal sealed class Handler(UploadLimits limits, IImageEncoder encoder, ImageStore images, IFileStore files, IPublicUrl publicUrl)
        : IRequestHandler<UploadFiles, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(UploadFiles command, CancellationToken ct)
        {
            limits.RequirePermission();
            // All files are judged before the first one is stored.
            var accepted = command.Files.Select(file => (file, Type: FindType(file))).ToList();
            var urls = new List<string>();
            foreach (var (file, type) in accepted)
            {
                await limits.CountAsync(ct);
                urls.Add(await SaveAsync(file, type, ct));
            }

            return urls;
        }

        /// <returns>Null: a picture.</returns>
        private UploadedFileType? FindType(UploadedFile file)
        {
            if (file.Content.Length > UploadLimits.MaxFileBytes)
                throw RejectedException.Invalid($"A file may have at most {UploadLimits.MaxFileBytes / 1024 / 1024} MB.", "/file");
            if (encoder.IsImage(file.Content))
                return null;
            return UploadedFileType.Find(file.Name, file.Content)
                ?? throw RejectedException.Invalid(
                    "Files of this type are not accepted. Accepted are pictures, PDF, office documents, ZIP, audio, video and plain text.",
                    "/file"
                );
        }

        private async Task<string> SaveAsync(UploadedFile file, UploadedFileType? type, CancellationToken ct)
        {
            try
            {
                if (type is null)
                    return await images.SaveAsync(encoder.Encode(file.Content), "image", ct);
            }
            catch (ImageRejectedException e)
            {
                throw RejectedException.Invalid(e.Message, "/file");
            }

            var path = $"{Folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/{CleanName(file.Name)}.{type.Extension}";
            return publicUrl.ToAbsolute(await files.SaveAsync(path, new MemoryStream(file.Content, writable: false), type.ContentType, ct));
        }

        /// <summary>The name without its extension, in characters that a path may have.</summary>
        private static string CleanName(string name)
        {
            var stem = Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
            var clean = string.Concat(stem.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(60));
            return clean.Length == 0 ? "file" : clean;
        }
    }
}
