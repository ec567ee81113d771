using OpenEvent.Infrastructure;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>The template of the databases of servers in testing mode: such a server has started on it, so it has the migrations.</summary>
internal static class TestingTemplate
{
    public static readonly DatabaseTemplate Instance = new(
        $"testing {typeof(WebApi.Program).Module.ModuleVersionId} {string.Join(',', PersistenceServices.MigrationNames)}",
        StartOnceAsync
    );

    private static async Task StartOnceAsync(string connectionString, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("openevent-template-").FullName;
        await using (
            await WebApi.Program.BuildAsync(OpenEventServer.SettingsFor(connectionString, folder, "--Testing:Enabled=true"), ct: ct)
        ) { }

        Directory.Delete(folder, recursive: true);
    }
}
