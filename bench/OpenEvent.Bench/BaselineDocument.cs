using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench;

/// <summary>Writes event documents by hand, attribute by attribute, with <see cref="Utf8JsonWriter"/>.</summary>
internal static class BaselineDocument
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

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
        BaselineJson.WriteFooter(json);
    }

    public static void WriteOne(IBufferWriter<byte> into, Event row)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        Write(json, row);
        BaselineJson.WriteLink(json, "events", row.Id);
        BaselineJson.WriteFooter(json);
    }

    public static void WriteWithProgram(IBufferWriter<byte> into, Event row, List<Ticket> tickets, List<SessionRow> sessions)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        Write(json, row, (json, relationship) =>
        {
            if (relationship == "tickets")
                BaselineJson.WriteLinkage(json, "ticket"u8, tickets);
            else if (relationship == "sessions")
                BaselineJson.WriteLinkage(json, "session"u8, sessions.ConvertAll(s => s.Session));
        });
        json.WriteStartArray("included"u8);
        foreach (var ticket in tickets)
            BaselineIncluded.Write(json, ticket);
        foreach (var session in sessions)
            BaselineIncluded.Write(json, session);
        json.WriteEndArray();
        BaselineJson.WriteLink(json, "events", row.Id);
        BaselineJson.WriteFooter(json);
    }

    private static void Write(Utf8JsonWriter json, Event e, Action<Utf8JsonWriter, string>? linkage = null)
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
        BaselineJson.WriteInstant(json, "created-at"u8, e.CreatedAt);
        BaselineJson.WriteInstant(json, "deleted-at"u8, e.DeletedAt);
        json.WriteString("description"u8, e.Description);
        BaselineJson.WriteRaw(json, "document-links"u8, e.DocumentLinks);
        BaselineJson.WriteInstant(json, "ends-at"u8, e.EndsAt);
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
        BaselineJson.WriteNumber(json, "latitude"u8, e.Latitude);
        json.WriteString("location-name"u8, e.LocationName);
        json.WriteString("logo-url"u8, e.LogoUrl);
        BaselineJson.WriteNumber(json, "longitude"u8, e.Longitude);
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
        BaselineJson.WriteInstant(json, "schedule-published-on"u8, e.SchedulePublishedOn);
        json.WriteString("searchable-location-name"u8, e.SearchableLocationName);
        json.WriteBoolean("show-remaining-tickets"u8, e.ShowRemainingTickets);
        BaselineJson.WriteInstant(json, "starts-at"u8, e.StartsAt);
        json.WriteString("state"u8, e.State == EventState.Published ? "published"u8 : "draft"u8);
        json.WriteBoolean("stream-autoplay"u8, e.StreamAutoplay);
        json.WriteBoolean("stream-loop"u8, e.StreamLoop);
        json.WriteString("thumbnail-image-url"u8, e.ThumbnailImageUrl);
        json.WriteString("ticket-url"u8, e.TicketUrl);
        json.WriteString("timezone"u8, e.Timezone);
        json.WriteString("xcal-url"u8, e.XcalUrl);
        json.WriteEndObject();
        BaselineJson.WriteRelationships(json, "event", "events", e.Id, linkage);
        json.WriteEndObject();
    }
}
