using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Starts the task of an export. A token needs the modules of the rows that the file will have.</summary>
internal sealed class ExportStarter(IAuthorization authorization, IEnumerable<IExport> exports, TaskStarter tasks)
{
    /// <summary>Call it after the permission for the file was checked.</summary>
    /// <returns>The key of the task.</returns>
    /// <exception cref="Domain.Common.RejectedException">Forbidden: a module is missing.</exception>
    public async Task<Guid> StartAsync(string kind, ExportTaskHandler.Parameters parameters, CancellationToken ct)
    {
        TokenRequirement.CheckAll(authorization.Actor, exports.Single(e => e.Kind == kind).RequiredModules, writes: false);
        return (await tasks.StartAsync(kind, parameters, ct)).Key;
    }
}
