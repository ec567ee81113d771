using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Stops a run. Another server that executes it notices that by its <see cref="StopRequests"/>.</summary>
internal sealed record StopRun(long Id) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, ScriptRunner runner, IData data) : IRequestHandler<StopRun, Unit>
    {
        public async Task<Unit> Handle(StopRun command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to stop a run.");
            var run = await data.Set<LabRun>()
                .Include(r => r.Script)
                .Where(new LabRunPolicy().Visible(authorization.Actor))
                .SingleOrDefaultAsync(r => r.Id == command.Id, ct)
                ?? throw RejectedException.NotFound("lab-run", $"{command.Id}");
            var grant = authorization.Require(LabRunPolicy.Stop(authorization.Actor, run));
            if (LabRunStatus.IsFinal(run.Status))
                return Unit.Value;
            if (runner.Find(run.Id) is { } active)
                active.End(LabRunStatus.Stopped);
            else
            {
                grant.Run(DirectWrites.RequestStop);
                await data.UpdateAsync(
                    DirectWrites.RequestStop,
                    data.Set<LabRun>().Where(r => r.Id == run.Id),
                    set => set.SetProperty(r => r.IsStopRequested, true),
                    ct
                );
            }
            return Unit.Value;
        }
    }
}
