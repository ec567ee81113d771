using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Stores files and returns their URLs. All files are stored, or none. Files that are not pictures are only ever downloaded
/// (<see cref="StoredFiles.Uploads"/>).
/// </summary>
internal sealed record UploadFiles(IReadOnlyList<UploadFiles.UploadedFile> Files) : IRequest<IReadOnlyList<string>>
{
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
                .Must(files => files.Count <= UploadAccess.MaxFiles)
                .WithMessage($"At most {UploadAccess.MaxFiles} files are accepted at once.")
                .At("/files[]");
    }

    internal sealed class Handler(UploadAccess access, UploadStore uploads, IImageEncoder encoder)
        : IRequestHandler<UploadFiles, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(UploadFiles command, CancellationToken ct)
        {
            access.RequireVerifiedUser();
            var urls = new List<string>();
            try
            {
                foreach (var file in command.Files)
                    RequireAccepted(file);
                await access.CountAsync([.. command.Files.Select(f => f.Content)], ct);
                foreach (var file in command.Files)
                    urls.Add((await uploads.SaveAsync(file.Name, file.Content, ct)).Url);
                return urls;
            }
            catch (Exception e)
            {
                foreach (var url in urls)
                    await uploads.DeleteAsync(url, CancellationToken.None);
                if (e is ImageRejectedException)
                    throw RejectedException.Invalid(e.Message, "/file");
                throw;
            }
        }

        private void RequireAccepted(UploadedFile file)
        {
            var limit = encoder.IsImage(file.Content) ? IImageFetcher.MaxBytes : UploadAccess.MaxFileBytes;
            if (file.Content.Length > limit)
                throw RejectedException.Invalid("A file may have at most 20 MB, and a picture at most 10 MB.", "/file");
            uploads.RequireAcceptedType(file.Name, file.Content);
        }
    }
}
