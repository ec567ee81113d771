using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Sends no further statement of a read for which nobody waits any more (<see cref="OpenEventDb.Abandon"/>). The running one is not
/// cancelled, because the driver's cancellation blocks a thread while the server does not answer.
/// </summary>
internal sealed class AbandonedReadInterceptor : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) =>
        eventData.Context is OpenEventDb { IsAbandoned: true }
            ? throw new OperationCanceledException("The primary has answered the request in the meantime.")
            : ValueTask.FromResult(result);
}
