using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A sandbox that refuses nothing and runs nothing, for tests of routes: every script has ended when it starts.</summary>
internal sealed class StubSandbox : IScriptSandbox
{
    public SandboxStatus Status => SandboxStatus.Ready;

    public SandboxLimits Limits { get; } = new(60, 256, 8, 1024 * 1024, 16, LabScript.MaxCodeLength, 8);

    public static void Register(WebApplicationBuilder builder) => builder.Services.AddSingleton<IScriptSandbox>(new StubSandbox());

    public Task<IScriptProcess> StartAsync(string code, CancellationToken ct) => Task.FromResult<IScriptProcess>(new EndedScript());

    private sealed class EndedScript : IScriptProcess
    {
        public Task<ScriptExit> Completion { get; } =
            Task.FromResult(new ScriptExit(ScriptExitKind.Done, "The script ran to its end.", TimeSpan.Zero));

        public IAsyncEnumerable<JsonElement> ReadAsync(CancellationToken ct) => AsyncEnumerable.Empty<JsonElement>();

        public void Send(ReadOnlyMemory<byte> jsonLine, int cost = 0) { }

        public void Kill() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
