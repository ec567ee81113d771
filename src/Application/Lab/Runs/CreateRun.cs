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
        IClientAddress clientAddress,
        IRunLog runs,
        LabSettings settings,
        LabFinder finder,
        OldOutputs outputs,
        IData data
    ) : IRequestHandler<CreateRun, LabRun>
    {
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
                Circuit = command.Circuit ?? script.Circuit ?? FindOwnCircuit(device, userId),
                Server = runs.Server,
            };
            grant.Create(run);
            data.Set<LabRun>().Add(run);
            await data.SaveChangesAsync(ct);
            await outputs.RemoveAsync(userId, authorization.Actor.IsVerified, ct);
            return run;
        }

        /// <summary>The circuit of a virtual device in the user's turns now. A later choice does not change the run.</summary>
        private static string? FindOwnCircuit(ILabDevice? device, long userId) =>
            device is { Info: { IsVirtual: true } info } ? device.GetCircuit(userId) ?? info.ConfiguredCircuit : null;

        /// <summary>Locks the user's row, so that concurrent requests of one user are counted one after the other.</summary>
        private async Task RequireQuotaAsync(long userId, CancellationToken ct)
        {
            await data.LockRowAsync<User>(userId, ct);
            var quota = RunQuota.Of(authorization.Actor, settings.Scripts);
            var active = await data.Set<LabRun>()
                .CountAsync(r => r.UserId == userId && (r.Status == LabRunStatus.Queued || r.Status == LabRunStatus.Running), ct);
            var isVerified = authorization.Actor.IsVerified;
            if (active >= quota.AtOnce)
                throw RejectedException.TooManyRequests(
                    $"{active} {(active == 1 ? "script of yours is" : "scripts of yours are")} running, which is the limit. "
                        + $"{(isVerified ? "Stop" : "Verify your e-mail address, stop")} one, or wait for its end.",
                    TimeSpan.FromSeconds(5)
                );
            // The counters remain when a user deletes runs.
            List<RateLimitedAttempt> attempts = [new(new RateLimit("lab-runs", quota.PerDay, TimeSpan.FromDays(1)), $"{userId}")];
            // Verified users of one school share an address.
            if (!isVerified && clientAddress.Current is { } address)
                attempts.Add(new(new RateLimit("lab-runs-address", settings.Scripts.PerAddressAndDay, TimeSpan.FromDays(1)), address));
            await throttle.CountAsync([.. attempts], ct);
        }
    }
}
