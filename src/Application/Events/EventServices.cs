using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Registers the services of module Events. Handlers are registered by assembly scan.</summary>
public static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddScoped<RoleInviteSender>();
        services.AddScoped<GroupInviteSender>();
        services.AddScoped<OrganizerMessageSender>();
        services.AddOutboxConsumer<SendGroupAnnouncements>(SendGroupAnnouncements.EntryKind);
        services.AddSingleton<EventCopyPlan>();
        services.AddScoped<EventFinder>();
        services.AddScoped<ListedEvents>();
        services.AddScoped<RowReorderer>();
        services.AddScoped<EventIdentifiers>();
        services.AddScoped<TeamWriter>();
        services.AddScoped<NewEventWriter>();
        services.AddScoped<EventTeamCopier>();
        services.AddScoped<MediaCopier>();
        services.AddSingleton<CopySlots>();
        services.AddScoped<UpcomingEvents>();
        services.AddOutboxConsumer<CopyStoredFile>(CopyStoredFile.EntryKind);
        services.AddScoped<ITextSearch<Event>, EventTextSearch>();
        services.AddScoped<SearchLimit>();
        services.AddScoped<IImageSizes, ImageSizes>();
        services.AddImageVariants(EventPicture.Variants);
        services.AddImageVariants(GroupBanner.Variants);
        services.AddScoped<IEventRule, EventSizeRule>();
        services.AddScoped<IAccountDeletionBlocker, EventOwnerDeletionBlocker>();
        services.AddScoped<IAccountErasureBlocker, EventOwnerErasureBlocker>();
        services.AddScoped<IAccountDeletionStep, GroupSuccession>();
        return services;
    }
}
