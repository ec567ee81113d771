using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Creates a video channel, and encrypts its secrets.</summary>
internal sealed record CreateVideoChannel(VideoChannel Draft) : ICommand<VideoChannel>
{
    internal sealed class Handler(IData data, IAuthorization authorization, VideoChannelSecrets secrets, TimeProvider clock)
        : IRequestHandler<CreateVideoChannel, VideoChannel>
    {
        private static readonly StaffManagedPolicy<VideoChannel> Policy = new();

        public async Task<VideoChannel> Handle(CreateVideoChannel command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            await secrets.EncryptAsync(draft, isNewKey: true, isNewExtra: true, ct);
            draft.ModifiedAt = clock.GetUtcNow();
            data.Set<VideoChannel>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
