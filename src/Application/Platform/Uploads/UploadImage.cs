using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Stores a picture, encoded again, and returns its URL.</summary>
/// <param name="Content">The file. Null: the body of the request has none.</param>
internal sealed record UploadImage(byte[]? Content) : IRequest<string>
{
    internal sealed class Handler(UploadLimits limits, IImageEncoder encoder, ImageStore images) : IRequestHandler<UploadImage, string>
    {
        public async Task<string> Handle(UploadImage command, CancellationToken ct)
        {
            limits.RequirePermission();
            if (command.Content is not { } content)
                throw RejectedException.Malformed("There is no picture.", pointer: "/data");
            await limits.CountAsync(ct);
            try
            {
                return await images.SaveAsync(encoder.Encode(content), "image", ct);
            }
            catch (ImageRejectedException e)
            {
                throw RejectedException.Invalid(e.Message, "/data");
            }
        }
    }
}
