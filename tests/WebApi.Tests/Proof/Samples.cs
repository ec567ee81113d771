namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>Valid attributes of every type, each text with the mark in it.</summary>
public static class Samples
{
    /// <summary>Types that an event's team creates with nothing but the event.</summary>
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
    ];

    /// <summary>Types of which an event has one at most.</summary>
    public static IReadOnlyList<string> OncePerEvent { get; } = ["event-copyright", "speakers-call", "tax", "stripe-authorization"];

    public static object Event(string mark, string state) =>
        new
        {
            name = $"Conference {mark}",
            description = $"About {mark}",
            owner_name = $"Team {mark}",
            starts_at = "2099-05-01T09:00:00Z",
            ends_at = "2099-05-03T18:00:00Z",
            timezone = "Europe/Berlin",
            state,
            location_name = $"Hall {mark}",
            payment_currency = "EUR",
            can_pay_onsite = true,
            can_pay_by_stripe = true,
            is_sponsors_enabled = true,
            is_sessions_speakers_enabled = true,
            is_tax_enabled = true,
        };

    public static object Of(string type, string mark) =>
        type switch
        {
            "event" => Event(mark, "draft"),
            "faq" => new { question = $"Where is {mark}?", answer = $"At {mark}." },
            "faq-type" => new { name = $"Travel {mark}" },
            "sponsor" or "microlocation" => new { name = $"Name {mark}" },
            "track" => new { name = $"Thread {mark}", color = "#a04b4b" },
            "session-type" => new { name = $"Talk {mark}", length = "00:30" },
            "session" => new
            {
                title = $"Talk on {mark}",
                short_abstract = $"All of {mark}",
                comments = $"Note on {mark}",
                state = "pending",
            },
            "speaker" => new
            {
                name = $"Speaker {mark}",
                email = $"speaker-{mark}@example.org",
                mobile = $"+49 {mark}",
            },
            "event-copyright" => new { licence = $"Licence {mark}", year = 2020 },
            "speakers-call" => new
            {
                announcement = $"Speak at {mark}",
                starts_at = "2098-01-01T00:00:00Z",
                ends_at = "2098-02-01T00:00:00Z",
            },
            "social-link" => new { name = $"Blog {mark}", link = $"https://example.org/{mark}" },
            "ticket" => new
            {
                name = $"Seat {mark}",
                description = $"For {mark}",
                type = "free",
                quantity = 50,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2099-05-01T00:00:00Z",
                min_order = 1,
                max_order = 10,
            },
            "role-invite" => new { email = $"invited-{mark}@example.org" },
            "user" => new
            {
                email = $"new-{mark}@example.org",
                password = "correct horse",
                first_name = $"Jo {mark}",
            },
            "role" or "custom-system-role" or "user-permission" or "event-type" or "event-topic" or "event-sub-topic" => new
            {
                name = $"Word {mark}",
            },
            "panel-permission" => new { panel_name = $"Panel {mark}", can_access = true },
            "attendee" => new
            {
                firstname = $"Ada {mark}",
                lastname = $"Lovelace {mark}",
                email = $"ada-{mark}@example.org",
            },
            "order" => new { company = $"Firm {mark}" },
            "ticket-tag" => new { name = $"Tag {mark}" },
            "stripe-authorization" => new { stripe_auth_code = $"ac_{mark}" },
            "tax" => new
            {
                name = $"Tax {mark}",
                rate = 18,
                tax_id = $"No. {mark}",
                registered_company = $"Office {mark}",
            },
            "ticket-fee" => new
            {
                currency = "CHF",
                country = $"Land {mark}",
                service_fee = 2,
            },
            "discount-code" => new
            {
                code = $"D-{mark}",
                type = "percent",
                value = 50,
                used_for = "ticket",
                is_active = true,
                tickets_number = 10,
                valid_from = "2020-01-01T00:00:00Z",
            },
            "access-code" => new
            {
                code = $"A-{mark}",
                is_active = true,
                tickets_number = 10,
                valid_from = "2020-01-01T00:00:00Z",
            },
            "custom-form" => new
            {
                form = "attendee",
                field_identifier = "job-title",
                form_id = mark,
                name = $"Job {mark}",
                type = "select",
                is_included = true,
            },
            "custom-form-option" => new { value = $"Choice {mark}" },
            "station" => new { station_name = $"Desk {mark}", station_type = "registration" },
            "station-store-pax" => new { current_pax = 5 },
            "custom-form-translate" => new
            {
                name = $"Wort {mark}",
                language_code = "de",
                form_id = "1",
            },
            "custom-placeholder" => new
            {
                name = $"Picture {mark}",
                original_image_url = $"https://example.org/{mark}.png",
                origin = $"Found at {mark}",
                copyright = $"Held by {mark}",
            },
            "booking" => Quarters.Of(mark),
            _ => new { },
        };

    /// <summary>A change that a person who may change a row of that type may make.</summary>
    public static object Change(string type, string mark) =>
        type switch
        {
            "event" => new { description = $"More about {mark}" },
            "faq" => new { answer = $"Elsewhere {mark}." },
            "faq-type" => new { name = $"Food {mark}" },
            "ticket" => new { description = $"Better {mark}" },
            "user" => new { details = $"Lives in {mark}" },
            "attendee" => new { city = $"Town {mark}" },
            "order" => new { company = $"Other firm {mark}" },
            "session" => new { subtitle = $"More on {mark}" },
            "event-copyright" => new { holder = $"Holder {mark}" },
            "speakers-call" => new { announcement = $"Speak again at {mark}" },
            "stripe-authorization" => new { }, // a code is all that can be changed, and it does change the key
            "tax" => new { invoice_footer = $"Foot {mark}" },
            "ticket-fee" => new { service_fee = 3 },
            "discount-code" => new { discount_url = $"https://example.org/{mark}" },
            "access-code" => new { access_url = $"https://example.org/{mark}" },
            "custom-form" => new { description = $"More {mark}" },
            "custom-form-option" => new { value = $"Other choice {mark}" },
            "notification" => new { is_read = true },
            "notification-setting" => new { enabled = false },
            "email-notification" => new { new_paper = false },
            "station" => new { station_name = $"Other desk {mark}" },
            "station-store-pax" => new { current_pax = 6 },
            "event-invoice" => new { payment_mode = $"Mode {mark}" },
            "booking" => Quarters.Move(mark),
            "role" => new { title_name = $"Title {mark}" },
            "panel-permission" => new { can_access = false },
            _ => new { name = $"Other {mark}" },
        };
}
