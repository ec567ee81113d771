using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The files that a request stores before its commit. When the request has ended, those that no row names are deleted: the unit of work was
/// rolled back, or run again. Files of a server that is killed in between remain.
/// </summary>
internal sealed class UncommittedFiles(IServiceScopeFactory scopes, ILogger<UncommittedFiles> log) : IAsyncDisposable
{
    private readonly List<string> _paths = [];

    public void Add(string path) => _paths.Add(path);

    public async ValueTask DisposeAsync()
    {
        if (_paths.Count == 0)
            return;
        try
        {
            await using var scope = scopes.CreateServerScope();
            var unused = scope.ServiceProvider.GetRequiredService<DeleteUnusedFile>();
            foreach (var path in _paths)
                await unused.DeleteAsync(path, CancellationToken.None);
        }
#pragma warning disable CA1031 // The request has its answer already.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning(failure, "{Count} files of a request were not checked. If it was rolled back, they remain stored", _paths.Count);
        }
    }
}
