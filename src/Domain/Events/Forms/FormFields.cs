namespace OpenEvent.Domain.Events;

/// <summary>The attributes that a question can be about. A question with any other identifier is the organizer's own.</summary>
public static class FormFields
{
    public static readonly IReadOnlyList<string> Attendee =
    [
        "firstname",
        "lastname",
        "email",
        "address",
        "city",
        "state",
        "country",
        "job-title",
        "phone",
        "tax-business-info",
        "billing-address",
        "home-address",
        "shipping-address",
        "company",
        "work-address",
        "work-phone",
        "website",
        "blog",
        "twitter",
        "facebook",
        "github",
        "instagram",
        "linkedin",
        "gender",
        "age-group",
        "birth-date",
        "home-wiki",
        "wiki-scholarship",
        "native-language",
        "fluent-language",
        "accept-video-recording",
        "accept-share-details",
        "accept-receive-emails",
        "is-consent-form-field",
        "is-consent-form-field-photo",
        "is-consent-form-field-email",
        "is-consent-of-refund-policy",
    ];

    private static readonly string[] Session =
    [
        "title",
        "subtitle",
        "short-abstract",
        "long-abstract",
        "comments",
        "track",
        "session-type",
        "level",
        "language",
        "slides-url",
        "slides",
        "video-url",
        "audio-url",
        "website",
        "facebook",
        "twitter",
        "github",
        "instagram",
        "linkedin",
        "gitlab",
        "mastodon",
    ];

    private static readonly string[] Speaker =
    [
        "name",
        "email",
        "photo-url",
        "photo",
        "organisation",
        "position",
        "country",
        "city",
        "address",
        "short-biography",
        "long-biography",
        "mobile",
        "website",
        "facebook",
        "twitter",
        "github",
        "instagram",
        "linkedin",
        "mastodon",
        "speaking-experience",
        "sponsorship-required",
        "heard-from",
        "gender",
    ];

    private static readonly Dictionary<string, HashSet<string>> FieldsByForm = new()
    {
        [CustomForm.Attendee] = [.. Attendee.Select(NormalizeName)],
        ["session"] = [.. Session.Select(NormalizeName)],
        ["speaker"] = [.. Speaker.Select(NormalizeName)],
    };

    public static bool Contains(string form, string identifier) =>
        FieldsByForm.TryGetValue(form, out var fields) && fields.Contains(NormalizeName(identifier));

    /// <summary>The JSON name of the attribute that an attendee question is about; null for a question of the organizer's own.</summary>
    public static string? FindAttendeeAttribute(string identifier) =>
        Attendee.FirstOrDefault(name => NormalizeName(name) == NormalizeName(identifier));

    /// <summary>Makes identifiers comparable: clients write them with dashes, with underscores and in camel case.</summary>
    public static string NormalizeName(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
