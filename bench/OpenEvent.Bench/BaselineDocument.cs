using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using OpenEvent.Domain.Events;

namespace OpenEvent.Bench;

/// <summary>Writes event documents by hand, attribute by attribute, with <see cref="Utf8JsonWriter"/>.</summary>
internal static class BaselineDocument
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The names of an event's relationships. The benchmark reads them from the server, because their number grows.</summary>
    public static (string Name, JsonEncodedText Encoded)[] Relationships { get; set; } = [];

    public static void WriteList(IBufferWriter<byte> into, List<Event> rows, long count, HttpRequest request, int size)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var row in rows)
            Write(json, row);
        json.WriteEndArray();
        json.WriteStartObject("meta"u8);
        json.WriteNumber("count"u8, count);
        json.WriteEndObject();
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, request.Path + request.QueryString.Value);
        json.WriteString("first"u8, $"{request.Path}?page%5Bsize%5D={size}&page%5Bnumber%5D=1");
        json.WriteString("last"u8, $"{request.Path}?page%5Bsize%5D={size}&page%5Bnumber%5D={(count + size - 1) / size}");
        json.WriteString("next"u8, $"{request.Path}?page%5Bsize%5D={size}&page%5Bnumber%5D=2");
        json.WriteEndObject();
        WriteFooter(json);
    }

    public static void WriteOne(IBufferWriter<byte> into, Event row)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        Write(json, row);
        WriteLink(json, row);
        WriteFooter(json);
    }

    private static void Write(Utf8JsonWriter json, Event e)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "event"u8);
        json.WriteStartObject("attributes"u8);
        json.WriteString("after-order-message"u8, e.AfterOrderMessage);
        json.WriteString("bank-details"u8, e.BankDetails);
        json.WriteBoolean("can-pay-by-alipay"u8, e.CanPayByAlipay);
        json.WriteBoolean("can-pay-by-bank"u8, e.CanPayByBank);
        json.WriteBoolean("can-pay-by-cheque"u8, e.CanPayByCheque);
        json.WriteBoolean("can-pay-by-invoice"u8, e.CanPayByInvoice);
        json.WriteBoolean("can-pay-by-omise"u8, e.CanPayByOmise);
        json.WriteBoolean("can-pay-by-paypal"u8, e.CanPayByPaypal);
        json.WriteBoolean("can-pay-by-paytm"u8, e.CanPayByPaytm);
        json.WriteBoolean("can-pay-by-stripe"u8, e.CanPayByStripe);
        json.WriteBoolean("can-pay-onsite"u8, e.CanPayOnsite);
        json.WriteString("chat-room-name"u8, e.ChatRoomName);
        json.WriteString("cheque-details"u8, e.ChequeDetails);
        json.WriteString("code-of-conduct"u8, e.CodeOfConduct);
        WriteInstant(json, "created-at"u8, e.CreatedAt);
        WriteInstant(json, "deleted-at"u8, e.DeletedAt);
        json.WriteString("description"u8, e.Description);
        WriteRaw(json, "document-links"u8, e.DocumentLinks);
        WriteInstant(json, "ends-at"u8, e.EndsAt);
        json.WriteString("external-event-url"u8, e.ExternalEventUrl);
        json.WriteBoolean("has-owner-info"u8, e.HasOwnerInfo);
        json.WriteString("ical-url"u8, e.IcalUrl);
        json.WriteString("icon-image-url"u8, e.IconImageUrl);
        json.WriteString("identifier"u8, e.Identifier);
        json.WriteString("invoice-details"u8, e.InvoiceDetails);
        json.WriteBoolean("is-announced"u8, e.IsAnnounced);
        json.WriteBoolean("is-badges-enabled"u8, e.IsBadgesEnabled);
        json.WriteBoolean("is-billing-info-mandatory"u8, e.IsBillingInfoMandatory);
        json.WriteBoolean("is-cfs-enabled"u8, e.IsCfsEnabled);
        json.WriteBoolean("is-chat-enabled"u8, e.IsChatEnabled);
        json.WriteBoolean("is-demoted"u8, e.IsDemoted);
        json.WriteBoolean("is-document-enabled"u8, e.IsDocumentEnabled);
        json.WriteBoolean("is-donation-enabled"u8, e.IsDonationEnabled);
        json.WriteBoolean("is-featured"u8, e.IsFeatured);
        json.WriteBoolean("is-map-shown"u8, e.IsMapShown);
        json.WriteBoolean("is-oneclick-signup-enabled"u8, e.IsOneclickSignupEnabled);
        json.WriteBoolean("is-promoted"u8, e.IsPromoted);
        json.WriteBoolean("is-sessions-speakers-enabled"u8, e.IsSessionsSpeakersEnabled);
        json.WriteBoolean("is-sponsors-enabled"u8, e.IsSponsorsEnabled);
        json.WriteBoolean("is-stripe-linked"u8, e.IsStripeLinked);
        json.WriteBoolean("is-tax-enabled"u8, e.IsTaxEnabled);
        json.WriteBoolean("is-ticket-form-enabled"u8, e.IsTicketFormEnabled);
        json.WriteBoolean("is-videoroom-enabled"u8, e.IsVideoroomEnabled);
        json.WriteString("large-image-url"u8, e.LargeImageUrl);
        WriteNumber(json, "latitude"u8, e.Latitude);
        json.WriteString("location-name"u8, e.LocationName);
        json.WriteString("logo-url"u8, e.LogoUrl);
        WriteNumber(json, "longitude"u8, e.Longitude);
        json.WriteString("name"u8, e.Name);
        json.WriteBoolean("online"u8, e.Online);
        json.WriteString("onsite-details"u8, e.OnsiteDetails);
        json.WriteString("original-image-url"u8, e.OriginalImageUrl);
        json.WriteString("owner-description"u8, e.OwnerDescription);
        json.WriteString("owner-name"u8, e.OwnerName);
        json.WriteString("payment-country"u8, e.PaymentCountry);
        json.WriteString("payment-currency"u8, e.PaymentCurrency);
        json.WriteString("paypal-email"u8, e.PaypalEmail);
        json.WriteString("pentabarf-url"u8, e.PentabarfUrl);
        json.WriteString("privacy"u8, e.Privacy);
        json.WriteString("public-stream-link"u8, e.PublicStreamLink);
        json.WriteString("refund-policy"u8, e.RefundPolicy);
        WriteInstant(json, "schedule-published-on"u8, e.SchedulePublishedOn);
        json.WriteString("searchable-location-name"u8, e.SearchableLocationName);
        json.WriteBoolean("show-remaining-tickets"u8, e.ShowRemainingTickets);
        WriteInstant(json, "starts-at"u8, e.StartsAt);
        json.WriteString("state"u8, e.State == EventState.Published ? "published"u8 : "draft"u8);
        json.WriteBoolean("stream-autoplay"u8, e.StreamAutoplay);
        json.WriteBoolean("stream-loop"u8, e.StreamLoop);
        json.WriteString("thumbnail-image-url"u8, e.ThumbnailImageUrl);
        json.WriteString("ticket-url"u8, e.TicketUrl);
        json.WriteString("timezone"u8, e.Timezone);
        json.WriteString("xcal-url"u8, e.XcalUrl);
        json.WriteEndObject();
        Span<byte> link = stackalloc byte[128];
        json.WriteStartObject("relationships"u8);
        foreach (var (name, encoded) in Relationships)
        {
            json.WriteStartObject(encoded);
            json.WriteStartObject("links"u8);
            Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/events/{e.Id}/relationships/{name}", out var length);
            json.WriteString("self"u8, link[..length]);
            Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/events/{e.Id}/{name}", out length);
            json.WriteString("related"u8, link[..length]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"{e.Id}", out var digits);
        json.WriteString("id"u8, link[..digits]);
        WriteLink(json, e);
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, Event e)
    {
        Span<byte> link = stackalloc byte[64];
        Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/events/{e.Id}", out var length);
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, link[..length]);
        json.WriteEndObject();
    }

    private static void WriteFooter(Utf8JsonWriter json)
    {
        json.WriteStartObject("jsonapi"u8);
        json.WriteString("version"u8, "1.0"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not { } instant)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[40];
        instant.TryFormat(
            text,
            out var length,
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz",
            CultureInfo.InvariantCulture
        );
        json.WriteString(name, text[..length]);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            json.WriteRawValue(value, skipInputValidation: true);
    }
}
