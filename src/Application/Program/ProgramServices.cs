using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>Registers the services of the Program module. Its handlers are found by assembly scan.</summary>
public static class ProgramServices
{
    public static IServiceCollection AddProgram(this IServiceCollection services) =>
        services
            .AddScoped<SessionNotifier>()
            .AddScoped<VideoChannelSecrets>()
            .AddScoped<ModeratorInviteSender>()
            .AddScoped<SpeakerInviteSender>()
            .AddImageVariants(SpeakerPhoto.Variants)
            .AddImageVariants(ExhibitorBanner.Variants);
}
