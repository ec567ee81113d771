using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Stops statements that bypass the change tracker, unless they run through <see cref="OpenEventDb.RunAsync"/> as a listed
/// <see cref="DirectWrite"/>.
/// </summary>
internal sealed class DirectWriteInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        RequireListed(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        RequireListed(command, eventData);
        return ValueTask.FromResult(result);
    }

    private static void RequireListed(DbCommand command, CommandEventData eventData)
    {
        var bypasses = eventData.CommandSource switch
        {
            CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete => true,
            CommandSource.ExecuteSqlRaw => !command.CommandText.StartsWith("SELECT ", StringComparison.Ordinal),
            _ => false,
        };
        if (bypasses && eventData.Context is OpenEventDb { RunningWrite: null })
            throw new UngrantedWriteException("A statement that bypasses the change tracker");
    }
}
