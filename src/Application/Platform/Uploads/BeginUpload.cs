using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Checks the permission for an upload, counts it and takes a slot, before the server reads the body: a body may be large, and is in
/// memory.
/// </summary>
/// <returns>The slot. Dispose it when the request has ended.</returns>
internal sealed record BeginUpload(UploadKind Kind) : IRequest<IDisposable>
{
    internal sealed class Handler(UploadAccess access, UploadSlots slots, IAuthorization authorization)
        : IRequestHandler<BeginUpload, IDisposable>
    {
        private static readonly EventPolicy EventPolicy = new();

        public async Task<IDisposable> Handle(BeginUpload command, CancellationToken ct)
        {
            var slot = slots.Take(RequireUser(command.Kind), authorization.Actor.IsVerified);
            try
            {
                await access.CountRequestAsync(ct);
                return slot;
            }
            catch
            {
                slot.Dispose();
                throw;
            }
        }

        private long RequireUser(UploadKind kind)
        {
            if (kind == UploadKind.Picture)
                return access.RequireSignIn();
            if (kind == UploadKind.Files)
                return access.RequireVerifiedUser();
            authorization.RequireSignIn("Sign in to import an event.");
            authorization.Require(EventPolicy.Create(authorization.Actor, new Event()));
            return authorization.Actor.UserId!.Value;
        }
    }
}
