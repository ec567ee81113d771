using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.WebApi.Endpoints;

/// <content>Video streams and favourite sessions.</content>
internal sealed partial class AdditionalResourceRoutes
{
    private void MapProgram()
    {
        // The reference server has these paths for streams and their parts.
        GetUpdateDelete("/v1/events/{key}/chatmosphere", ChatmosphereOfEvent);
        List("/v1/video-streams/{key}/video-stream-moderators", Related<VideoStream, VideoStreamModerator>("moderators"));
        List("/v1/video-streams/{key}/translation_channels", Related<VideoStream, TranslationChannel>("translation-channels"));
        CreateUnder<VideoStreamModerator>("/v1/video-streams/{key}/video-stream-moderators", parent: "video-stream");
        Create<VideoStreamModerator>("/v1/users/{key}/video-stream-moderators", OwnUrl);
        GetUpdateDelete("/v1/video-stream-moderator/{key}/user", Related<VideoStreamModerator, User>("user"));
        Linkage<VideoStream, VideoStreamModerator>("/v1/video-streams/{key}/relationships/video-stream-moderators", "moderators");
        Linkage<TranslationChannel, VideoChannel>("/v1/translation_channel/{key}/relationships/channels", "channel");
        Linkage<TranslationChannel, VideoStream>("/v1/translation_channel/{key}/relationships/video-stream", "video-stream");

        // The first list has the caller's own rows, also for staff. The other paths differ from the names of the relationships.
        List("/v1/user-favourite-sessions", OwnFavouriteSessions);
        List("/v1/users/{key}/user-favourite-sessions", Related<User, UserFavouriteSession>("favourite-sessions"));
        List("/v1/sessions/{key}/user-favourite-sessions", Related<Session, UserFavouriteSession>("favourites"));
        List("/v1/events/{key}/user-favourite-sessions", Related<Event, UserFavouriteSession>("session-favourites"));
        Linkage<Session, UserFavouriteSession>("/v1/sessions/{key}/relationships/favourite-sessions", "favourites");
        GetUpdateDelete("/v1/favourite-sessions/{key}/user", Related<UserFavouriteSession, User>("user"));
    }

    private static OwnRowsScope<UserFavouriteSession> OwnFavouriteSessions(HttpContext http) =>
        new("Sign in to see your favourites.", (data, user) => data.Set<UserFavouriteSession>().Where(f => f.UserId == user));

    /// <summary>The stream of an event that takes place in Chatmosphere.</summary>
    private FilteredScope<VideoStream> ChatmosphereOfEvent(HttpContext http) =>
        new(Related<Event, VideoStream>("video-stream")(http), stream =>
            stream.VideoChannel != null && stream.VideoChannel.Provider == VideoChannel.Chatmosphere
        );
}
