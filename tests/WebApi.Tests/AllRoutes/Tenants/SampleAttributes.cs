namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Valid attributes of every type. Every text contains the marker. Types that are not here need no more than their declaration says.
/// </summary>
public static class SampleAttributes
{
    /// <summary>Types that need only an event, and that the event team can create.</summary>
    public static IReadOnlyList<string> EventTypes { get; } =
    [
        "faq",
        "faq-type",
        "social-link",
        "sponsor",
        "event-copyright",
        "microlocation",
        "track",
        "session-type",
        "speakers-call",
        "session",
        "speaker",
        "ticket-tag",
        "tax",
        "custom-form",
        "discount-code",
        "stripe-authorization",
        "exhibitor",
        "tag",
        "badge-form",
        "video-stream",
    ];

    /// <summary>Types of which an event has at most one row.</summary>
    public static IReadOnlyList<string> OncePerEvent { get; } =
    ["event-copyright", "speakers-call", "tax", "stripe-authorization", "video-stream"];

    public static object Event(string marker, string state) =>
        new
        {
            name = $"Conference {marker}",
            description = $"About {marker}",
            owner_name = $"Team {marker}",
            starts_at = "2099-05-01T09:00:00Z",
            ends_at = "2099-05-03T18:00:00Z",
            timezone = "Europe/Berlin",
            state,
            location_name = $"Hall {marker}",
            payment_currency = "EUR",
            can_pay_onsite = true,
            can_pay_by_stripe = true,
            is_sponsors_enabled = true,
            is_sessions_speakers_enabled = true,
            is_tax_enabled = true,
        };

    public static object For(string type, string marker) =>
        type switch
        {
            "event" => Event(marker, "draft"),
            "faq" => new { question = $"Where is {marker}?", answer = $"At {marker}." },
            "track" => new { name = $"Thread {marker}", color = "#a04b4b" },
            "session-type" => new { name = $"Talk {marker}", length = "00:30" },
            "session" => new
            {
                title = $"Talk on {marker}",
                short_abstract = $"All of {marker}",
                comments = $"Note on {marker}",
                state = "pending",
            },
            "speaker" => new
            {
                name = $"Speaker {marker}",
                email = $"speaker-{marker}@example.org",
                mobile = "+49 30 123456",
            },
            "event-copyright" => new { licence = $"Licence {marker}", year = 2020 },
            "speakers-call" => new
            {
                announcement = $"Speak at {marker}",
                starts_at = "2098-01-01T00:00:00Z",
                ends_at = "2098-02-01T00:00:00Z",
            },
            "social-link" => new { name = $"Blog {marker}", link = $"https://example.org/{marker}" },
            "ticket" => new
            {
                name = $"Seat {marker}",
                description = $"For {marker}",
                type = "free",
                quantity = 50,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2099-05-01T00:00:00Z",
                min_order = 1,
                max_order = 10,
            },
            "role-invite" => new { email = $"invited-{marker}@example.org" },
            "user" => new
            {
                email = $"new-{marker}@example.org",
                password = "correct horse",
                first_name = $"Jo {marker}",
            },
            "role" or "custom-system-role" or "user-permission" or "event-type" or "event-topic" or "event-sub-topic" => new
            {
                name = $"Word {marker}",
            },
            "panel-permission" => new { panel_name = $"Panel {marker}", can_access = true },
            "attendee" => new
            {
                firstname = $"Ada {marker}",
                lastname = $"Lovelace {marker}",
                email = $"ada-{marker}@example.org",
            },
            "order" => new { company = $"Firm {marker}" },
            "ticket-tag" => new { name = $"Tag {marker}" },
            "stripe-authorization" => new { stripe_auth_code = $"ac_{marker}" },
            "tax" => new
            {
                name = $"Tax {marker}",
                rate = 18,
                tax_id = $"No. {marker}",
                registered_company = $"Office {marker}",
            },
            "ticket-fee" => new
            {
                currency = "CHF",
                country = $"Land {marker}",
                service_fee = 2,
            },
            "discount-code" => new
            {
                code = $"D-{marker}",
                type = "percent",
                value = 50,
                used_for = "ticket",
                is_active = true,
                tickets_number = 10,
                valid_from = "2020-01-01T00:00:00Z",
            },
            "access-code" => new
            {
                code = $"A-{marker}",
                is_active = true,
                tickets_number = 10,
                valid_from = "2020-01-01T00:00:00Z",
            },
            "custom-form" => new
            {
                form = "attendee",
                field_identifier = "job-title",
                form_id = marker,
                name = $"Job {marker}",
                type = "select",
                is_included = true,
            },
            "custom-form-option" => new { value = $"Choice {marker}" },
            "station" => new { station_name = $"Desk {marker}", station_type = "registration" },
            "station-store-pax" => new { current_pax = 5 },
            "custom-form-translate" => new
            {
                name = $"Wort {marker}",
                language_code = "de",
                form_id = "1",
            },
            "custom-placeholder" => new
            {
                name = $"Picture {marker}",
                original_image_url = $"https://example.org/{marker}.png",
                origin = $"Found at {marker}",
                copyright = $"Held by {marker}",
            },
            "group" => new { name = $"Circle {marker}", about = $"About {marker}" },
            "users-groups-role" => new { email = $"grouped-{marker}@example.org" },
            "speaker-invite" => new { email = $"asked-{marker}@example.org" },
            "feedback" => new { rating = 4, comment = $"Liked {marker}" },
            "exhibitor" => new { name = $"Stand {marker}", contact_email = $"stand-{marker}@example.org" },
            "badge-form" => new { badge_id = $"badge-{marker}", badge_size = "4x3" },
            "badge-field-form" => new { badge_id = $"badge-{marker}", sample_text = $"Sample {marker}" },
            "video-stream" => new
            {
                name = $"Stream {marker}",
                url = $"https://example.org/{marker}",
                password = $"Password {marker}",
                additional_information = $"Bring {marker}",
            },
            "video-channel" => new
            {
                name = $"Channel {marker}",
                provider = "jitsi",
                url = $"https://example.org/{marker}",
                api_key = $"Key {marker}",
            },
            "video-stream-moderator" => new { email = $"moderates-{marker}@example.org" },
            "translation_channel" => new { name = $"Language {marker}", url = $"https://example.org/{marker}" },
            "booking" => BookingTimes.For(marker),
            "lab-script" => new
            {
                title = $"Blink {marker}",
                description = $"About {marker}",
                code = $"print('{marker}')",
                is_shared = true,
            },
            "page" => new
            {
                name = $"Page {marker}",
                url = $"/{marker}",
                description = $"All about {marker}",
            },
            "access-token" => new { name = $"Script {marker}", scope = "read" },
            "service-account" => new { name = $"Desk {marker}" },
            "user-email" => new { email_address = $"second-{marker}@example.org", type = "home" },
            _ => GeneratedAttributes.For(type, marker),
        };

    /// <summary>Valid changes of every type, for users who may change its rows.</summary>
    public static object ChangeFor(string type, string marker) =>
        type switch
        {
            "event" => new { description = $"More about {marker}" },
            "faq" => new { answer = $"Elsewhere {marker}." },
            "faq-type" => new { name = $"Food {marker}" },
            "ticket" => new { description = $"Better {marker}" },
            "user" => new { details = $"Lives in {marker}" },
            "attendee" => new { city = $"Town {marker}" },
            "order" => new { company = $"Other firm {marker}" },
            "session" => new { subtitle = $"More on {marker}" },
            "event-copyright" => new { holder = $"Holder {marker}" },
            "speakers-call" => new { announcement = $"Speak again at {marker}" },
            "stripe-authorization" => new { }, // only the code can be changed, and changing it replaces the key
            "tax" => new { invoice_footer = $"Foot {marker}" },
            "ticket-fee" => new { service_fee = 3 },
            "discount-code" => new { discount_url = $"https://example.org/{marker}" },
            "access-code" => new { access_url = $"https://example.org/{marker}" },
            "custom-form" => new { description = $"More {marker}" },
            "custom-form-option" => new { value = $"Other choice {marker}" },
            "notification" => new { is_read = true },
            "import-job" => new { task = marker },
            "notification-setting" => new { enabled = false },
            "email-notification" => new { new_paper = false },
            "station" => new { station_name = $"Other desk {marker}" },
            "station-store-pax" => new { current_pax = 6 },
            "refund" => new { is_resolved = true },
            "event-invoice" => new { payment_mode = $"Mode {marker}" },
            "video-stream-moderator" => new { email = $"moderates-too-{marker}@example.org" },
            "booking" => BookingTimes.ChangeFor(marker),
            "lab-script" => new { description = $"More about {marker}" },
            "lab-class-member" => new { role = "teacher" },
            "setting" => new { tagline = $"Line {marker}" },
            "event-image-size" => new { icon_quality = 70 },
            "speaker-image-size" => new { icon_size_quality = 70 },
            "service" => new { name = "track" },
            "event-role-permissions" => new { can_delete = true },
            "user-email" => new { type = "work" },
            "feedback" => new { comment = $"Loved {marker}" },
            "badge-form" => new { badge_color = "#00f" },
            "badge-field-form" => new { sample_text = $"Other sample {marker}" },
            "role" => new { title_name = $"Title {marker}" },
            "panel-permission" => new { can_access = false },
            _ => new { name = $"Other {marker}" },
        };
}
