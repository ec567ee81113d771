using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Registers the JSON:API services, middleware and routes.</summary>
internal static class JsonApiServices
{
    public static IServiceCollection AddJsonApi(this IServiceCollection services) =>
        services.AddSingleton<DocumentWriter>().AddSingleton<DocumentSender>().AddSingleton<ExternalClaimSlots>();

    /// <summary>
    /// Adds the middleware. <see cref="ErrorMiddleware"/> is added twice: the inner one writes error documents that the idempotency
    /// middleware stores, the outer one handles the exceptions of the other middleware.
    /// </summary>
    public static void UseJsonApi(this WebApplication app)
    {
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<Identity.JwtAuthenticationMiddleware>();
        app.UseMiddleware<Identity.OwnAccountMiddleware>();
        app.UseMiddleware<Endpoints.UploadLimitMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseMiddleware<ErrorMiddleware>();
    }

    public static void MapResources(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<ResourceCatalog>();
        var limits = app.Services.GetRequiredService<Hosting.ApiSettings>();
        catalog.MaxRows = limits.MaxRows;
        catalog.ReadBudget = TimeSpan.FromMilliseconds(limits.ReadMilliseconds);
        var endpoints = new ResourceEndpoints(app);
        foreach (var resource in catalog.All)
            resource.Accept(endpoints);
        endpoints.MapNamedList(
            "/v1/events/upcoming",
            catalog.Of<Event>(),
            http => new NamedScope<Event>(http.RequestServices.GetRequiredService<Application.Events.UpcomingEvents>().Query),
            isForVisitors: true
        );
        Endpoints.AdditionalResourceRoutes.Map(endpoints, catalog, app.Services.GetRequiredService<TimeProvider>());
    }
}
