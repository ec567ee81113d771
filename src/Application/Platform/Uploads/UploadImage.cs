using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Stores a picture, encoded again, and returns its URL.</summary>
/// <param name="Content">The file. Null: the body of the request has none.</param>
internal sealed record UploadImage(byte[]? Content) : IRequest<string>
{
    internal sealed class Handler(UploadAccess access, IImageEncoder encoder, ImageStore images) : IRequestHandler<UploadImage, string>
    {
        public async Task<string> Handle(UploadImage command, CancellationToken ct)
        {
            access.RequireSignIn();
            if (command.Content is not { } content)
                throw RejectedException.Malformed("Send the picture as a data URL in `data`.", pointer: "/data");
            await access.CountAsync([content], ct);
            try
            {
                return await images.SaveAsync(await encoder.EncodeAsync(content, ct), "image", ct);
            }
            catch (ImageRejectedException e)
            {
                throw RejectedException.Invalid(e.Message, "/data");
            }
        }
    }
}
