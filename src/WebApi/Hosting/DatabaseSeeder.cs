using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Program;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Adds the rows that must exist before the first request.</summary>
internal static class DatabaseSeeder
{
    public static async Task SeedMessageSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedMessageSettings(), ct);
    }

    /// <summary>
    /// Adds the settings and the other rows that every database has, encrypts secrets that earlier versions stored in clear, and reads the
    /// settings that use cases need.
    /// </summary>
    public static async Task SeedPlatformAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await mediator.Send(new SeedPlatform(), ct);
        await mediator.Send(new EncryptVideoChannels(), ct);
        await mediator.Send(new WriteLessons(), ct);
        await mediator.Send(new RefreshSettings(), ct);
    }

    /// <summary>Reads the settings that use cases need.</summary>
    public static async Task RefreshSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RefreshSettings(), ct);
    }
}
