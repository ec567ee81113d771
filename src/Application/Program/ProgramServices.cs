using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Application.Program;

/// <summary>What module Program needs beside its handlers, which are found by scan.</summary>
public static class ProgramServices
{
    public static IServiceCollection AddProgram(this IServiceCollection services) => services.AddScoped<SessionNotifier>();
}
