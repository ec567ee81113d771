using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Records a new run of a script that the caller can read. <see cref="StartRun"/> sends it.</summary>
internal sealed record CreateRun(long ScriptId, string? Device, string? Circuit) : ICommand<LabRun>
{
    internal sealed class Handler(
        IAuthorization authorization,
        ILabDevices devices,
        IScriptSandbox sandbox,
        IThrottle throttle,
        IRunLog runs,
        LabSettings settings,
        LabFinder finder,
        IData data
    ) : IRequestHandler<CreateRun, LabRun>
    {
        /// <summary>The outputs of so many runs of a user are kept. Of older ones only the record stays.</summary>
        private const int KeptOutputs = 200;

        public async Task<LabRun> Handle(CreateRun command, CancellationToken ct)
        {
            var grant = authorization.Require(LabRunPolicy.Start(authorization.Actor)).Run(DirectWrites.RemoveOldOutputs);
            var userId = authorization.Actor.UserId!.Value;
            var script = await finder.GetScriptAsync(command.ScriptId, ct);
            if (sandbox.Status is { State: SandboxState.Refused } status)
                throw new RejectedException(
                    RejectionKind.Unavailable,
                    [new Problem($"Scripts do not run on this server. {status.Reason}", Code: SandboxCodes.Unavailable)]
                );
            var device =
                command.Device is { } name ? devices.Get(name)
                : devices.All.Count > 0 ? devices.All[0]
                : null;
            await RequireQuotaAsync(userId, ct);
            var run = new LabRun
            {
                UserId = userId,
                ScriptId = script.Id,
                Title = script.Title,
                Code = script.Code,
                CodeVersion = script.Revision,
                Device = device?.Name ?? "",
                DeviceKind = device?.Info.Kind ?? "",
                Board = device?.Info.Board,
                Firmware = device?.Info.Firmware,
                Circuit = command.Circuit ?? script.Circuit,
                Server = runs.Server,
            };
            grant.Create(run);
            data.Set<LabRun>().Add(run);
            await data.SaveChangesAsync(ct);
            var oldest = await data.Set<LabRun>()
                .Where(r => r.UserId == userId)
                .OrderByDescending(r => r.Id)
                .Skip(KeptOutputs)
                .Select(r => r.Id)
                .FirstOrDefaultAsync(ct);
            if (oldest > 0)
                await data.DeleteAsync(
                    DirectWrites.RemoveOldOutputs,
                    data.Set<LabRunOutput>().Where(o => o.Run.UserId == userId && o.RunId <= oldest),
                    ct
                );
            return run;
        }

        /// <summary>Locks the user's row, so that concurrent requests of one user are counted one after the other.</summary>
        private async Task RequireQuotaAsync(long userId, CancellationToken ct)
        {
            await data.LockRowAsync<User>(userId, ct);
            var limits = settings.Scripts;
            var active = await data.Set<LabRun>()
                .CountAsync(r => r.UserId == userId && (r.Status == LabRunStatus.Queued || r.Status == LabRunStatus.Running), ct);
            if (active >= limits.PerUser)
                throw RejectedException.TooManyRequests(
                    $"{active} scripts of yours are running, which is the limit. Stop one, or wait for its end.",
                    TimeSpan.FromSeconds(5)
                );
            // The counter remains when a user deletes runs.
            await throttle.CountAsync(
                [new RateLimitedAttempt(new RateLimit("lab-runs", limits.PerUserAndDay, TimeSpan.FromDays(1)), $"{userId}")],
                ct
            );
        }
    }
}
