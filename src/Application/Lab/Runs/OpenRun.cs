using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The output of a run that the caller can read: the growing one if this server executes it, or else the stored one.</summary>
internal sealed record OpenRun(long Id) : IRequest<OpenedRun>
{
    internal sealed class Handler(IAuthorization authorization, LabFinder finder, ScriptRunner runner, IData data)
        : IRequestHandler<OpenRun, OpenedRun>
    {
        public async Task<OpenedRun> Handle(OpenRun request, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see a run.");
            var active = runner.Find(request.Id);
            var run = await finder.GetRunAsync(request.Id, ct);
            if (active is not null)
                return new OpenedRun(run, active.Output, IsLive: true);
            var content = await data.Set<LabRunOutput>().Where(o => o.RunId == run.Id).Select(o => o.Content).SingleOrDefaultAsync(ct);
            return new OpenedRun(run, RunOutput.Load(content ?? "[]", LabRunStatus.IsFinal(run.Status)), IsLive: false);
        }
    }
}

/// <param name="IsLive">Whether <paramref name="Output"/> grows. Otherwise the run has ended, or another server executes it.</param>
internal sealed record OpenedRun(LabRun Run, RunOutput Output, bool IsLive);
