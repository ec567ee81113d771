using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Encrypts the secrets of video channels that earlier versions stored in clear. Runs at each start.</summary>
public sealed record EncryptVideoChannels : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, VideoChannelSecrets secrets)
        : IRequestHandler<EncryptVideoChannels, Unit>
    {
        public async Task<Unit> Handle(EncryptVideoChannels command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            foreach (var channel in await data.Set<VideoChannel>().Where(c => c.ApiKey != null || c.Extra != null).ToListAsync(ct))
                if (await secrets.EncryptClearAsync(channel, ct))
                    grant.Change(channel, nameof(VideoChannel.ApiKey), nameof(VideoChannel.Extra));
            return Unit.Value;
        }
    }
}
