using System.Text.Json;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench;

/// <summary>Writes tickets and sessions by hand, attribute by attribute.</summary>
internal static class BaselineIncluded
{
    public static void Write(Utf8JsonWriter json, Ticket t)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "ticket"u8);
        json.WriteStartObject("attributes"u8);
        json.WriteBoolean("auto-checkin-enabled"u8, t.AutoCheckinEnabled);
        json.WriteString("badge-id"u8, t.BadgeId);
        BaselineJson.WriteInstant(json, "deleted-at"u8, t.DeletedAt);
        json.WriteString("description"u8, t.Description);
        json.WriteString("form-id"u8, t.FormId);
        json.WriteBoolean("is-checkin-restricted"u8, t.IsCheckinRestricted);
        json.WriteBoolean("is-description-visible"u8, t.IsDescriptionVisible);
        json.WriteBoolean("is-fee-absorbed"u8, t.IsFeeAbsorbed);
        json.WriteBoolean("is-hidden"u8, t.IsHidden);
        BaselineJson.WriteNumber(json, "max-order"u8, (decimal?)t.MaxOrder);
        BaselineJson.WriteNumber(json, "max-price"u8, t.MaxPrice);
        BaselineJson.WriteNumber(json, "min-order"u8, (decimal?)t.MinOrder);
        BaselineJson.WriteNumber(json, "min-price"u8, t.MinPrice);
        json.WriteString("name"u8, t.Name);
        BaselineJson.WriteNumber(json, "position"u8, (decimal?)t.Position);
        BaselineJson.WriteNumber(json, "price"u8, t.Price);
        BaselineJson.WriteNumber(json, "quantity"u8, (decimal?)t.Quantity);
        BaselineJson.WriteInstant(json, "sales-ends-at"u8, t.SalesEndsAt);
        BaselineJson.WriteInstant(json, "sales-starts-at"u8, t.SalesStartsAt);
        json.WriteString("type"u8, t.Type);
        json.WriteEndObject();
        BaselineJson.WriteRelationships(json, "ticket", "tickets", t.Id);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SessionRow row)
    {
        var s = row.Session;
        json.WriteStartObject();
        json.WriteString("type"u8, "session"u8);
        json.WriteStartObject("attributes"u8);
        json.WriteString("audio-url"u8, s.AudioUrl);
        BaselineJson.WriteNumber(json, "average-rating"u8, row.AverageRating);
        BaselineJson.WriteInstant(json, "created-at"u8, s.CreatedAt);
        BaselineJson.WriteInstant(json, "deleted-at"u8, s.DeletedAt);
        BaselineJson.WriteInstant(json, "ends-at"u8, s.EndsAt);
        json.WriteString("facebook"u8, s.Facebook);
        json.WriteNumber("favourite-count"u8, row.Favourites);
        json.WriteString("github"u8, s.Github);
        json.WriteString("gitlab"u8, s.Gitlab);
        json.WriteString("instagram"u8, s.Instagram);
        json.WriteBoolean("is-locked"u8, s.IsLocked);
        json.WriteBoolean("is-mail-sent"u8, s.IsMailSent);
        json.WriteString("language"u8, s.Language);
        BaselineJson.WriteInstant(json, "last-modified-at"u8, s.LastModifiedAt);
        json.WriteString("level"u8, s.Level);
        json.WriteString("linkedin"u8, s.Linkedin);
        json.WriteString("long-abstract"u8, s.LongAbstract);
        json.WriteString("mastodon"u8, s.Mastodon);
        json.WriteNumber("rating-count"u8, row.Ratings);
        json.WriteString("short-abstract"u8, s.ShortAbstract);
        json.WriteString("signup-url"u8, s.SignupUrl);
        BaselineJson.WriteRaw(json, "slides"u8, s.Slides);
        json.WriteString("slides-url"u8, s.SlidesUrl);
        BaselineJson.WriteInstant(json, "starts-at"u8, s.StartsAt);
        json.WriteString("state"u8, s.State == SessionState.Accepted ? "accepted"u8 : "confirmed"u8);
        BaselineJson.WriteInstant(json, "submitted-at"u8, s.SubmittedAt);
        json.WriteString("subtitle"u8, s.Subtitle);
        json.WriteString("title"u8, s.Title);
        json.WriteString("twitter"u8, s.Twitter);
        json.WriteString("video-url"u8, s.VideoUrl);
        json.WriteString("website"u8, s.Website);
        json.WriteEndObject();
        BaselineJson.WriteRelationships(json, "session", "sessions", s.Id);
        json.WriteEndObject();
    }
}
