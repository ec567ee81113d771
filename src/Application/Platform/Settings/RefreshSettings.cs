using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the settings that use cases need into <see cref="PlatformSettings"/>, at startup and every few seconds.</summary>
public sealed record RefreshSettings : IRequest<Unit>
{
    internal sealed class Handler(IData data, PlatformSettings current) : IRequestHandler<RefreshSettings, Unit>
    {
        public async Task<Unit> Handle(RefreshSettings request, CancellationToken ct)
        {
            if (await data.Set<Setting>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == Setting.OnlyId, ct) is { } row)
                current.Set(PlatformSettingsReader.Read(row));
            return Unit.Value;
        }
    }
}
