using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What a violated constraint means to the client. A constraint that is not named here still answers 409, in general words.</summary>
internal static class ConstraintViolations
{
    private static readonly Dictionary<string, (string Detail, string? Pointer)> Messages = new()
    {
        ["ux_users_email"] = ("The e-mail address already exists.", "/data/attributes/email"),
        ["ux_faq_types_name"] = ("The event has a FAQ type of that name already.", "/data/attributes/name"),
        ["ux_event_types_slug"] = ("There is an event type of that name already.", "/data/attributes/name"),
        ["ux_event_topics_slug"] = ("There is an event topic of that name already.", "/data/attributes/name"),
        ["ux_event_sub_topics_slug"] = ("The topic has a sub-topic of that name already.", "/data/attributes/name"),
        ["ux_custom_placeholders_event_sub_topic"] = ("The sub-topic has a placeholder already.", "/data/relationships/event-sub-topic"),
        ["ux_email_notifications_user_event"] = ("The user has his wishes for that event already.", "/data/attributes/deleted-at"),
        ["ux_speakers_calls_event"] = ("The event has a call for speakers already.", "/data/relationships/event"),
        ["ux_event_copyrights_event"] = ("The event has a copyright already.", "/data/relationships/event"),
        ["ux_speakers_email"] = ("The event has a speaker of that address already.", "/data/attributes/email"),
        ["ux_roles_name"] = ("There is a role of that name already.", "/data/attributes/name"),
        ["ux_user_permissions_name"] = ("There is a user permission of that name already.", "/data/attributes/name"),
        ["ux_custom_system_roles_name"] = ("There is a system role of that name already.", "/data/attributes/name"),
        ["ux_users_events_roles"] = ("The user has that role at the event already.", "/data"),
        ["ux_role_invites_pending"] = ("The address has been invited to that role already.", "/data/attributes/email"),
        ["ux_tickets_name"] = ("The event has a ticket of that name already.", "/data/attributes/name"),
        ["ux_ticket_tags_name"] = ("The event has a ticket tag of that name already.", "/data/attributes/name"),
        ["ux_taxes_event"] = ("Tax already exists for this event.", "/data/relationships/event/data"),
        ["ux_ticket_fees_currency"] = ("There is a fee for that currency and country already.", "/data/attributes/currency"),
        ["ux_discount_codes_code"] = ("The event has a discount code of that name already.", "/data/attributes/code"),
        ["ux_access_codes_code"] = ("The event has an access code of that name already.", "/data/attributes/code"),
        ["pk_event_discounts"] = ("The event has a discount code already.", "/data/relationships/events/data"),
        ["ux_custom_forms_field"] = ("The form asks that already.", "/data/attributes/field-identifier"),
        ["ck_discount_uses_used"] = ("The discount code is not good for that many seats.", null),
        ["ck_access_uses_used"] = ("The access code is not good for that many seats.", null),
        ["fk_orders_discount_codes_discount_code_id"] = ("The code was used: it stays on record.", null),
        ["fk_orders_access_codes_access_code_id"] = ("The code was used: it stays on record.", null),
        ["ck_ticket_seats_taken"] = ("There are not that many seats.", null),
        ["ck_order_tickets_quantity"] = ("The order does not hold that many seats.", null),
        ["ux_payments_live"] = ("A payment of the order is under way.", null),
        ["ux_refunds_payment"] = ("The payment is being refunded already.", null),
        ["ck_payments_refunded"] = ("No more goes back than was paid.", null),
        ["ux_stripe_authorizations_event"] = (
            "The event has a Stripe authorization already: change or delete that one.",
            "/data/relationships/event"
        ),
        ["ck_orders_amount"] = ("An amount is not negative.", "/data/attributes/amount"),
        ["ux_user_check_in_day"] = ("The attendee has passed here already today.", "/data/relationships/ticket-holder"),
        ["ux_user_check_in_open"] = ("The attendee is checked in to the session already.", "/data/relationships/ticket-holder"),
        ["ck_station_store_paxs_count"] = ("People are not counted below zero.", "/data/attributes/current-pax"),
        ["fk_user_check_in_stations_station_id"] = ("Attendees have passed the station: it stays on record.", null),
        ["fk_stations_microlocations_microlocation_id"] = ("The microlocation has stations.", null),
        ["ux_event_invoices_period"] = ("The event has an invoice for that month already.", null),
        ["ck_event_invoices_amount"] = ("An amount is not negative.", "/data/attributes/amount"),
        ["pk_lab_booking_slots"] = ("The device is booked in that time already.", "/data/attributes/starts-at"),
        ["fk_attendees_tickets_ticket_id"] = ("The ticket has attendees: it stays on record.", null),
        ["fk_order_tickets_tickets_ticket_id"] = ("The ticket was ordered: it stays on record.", null),
        ["fk_orders_events_event_id"] = ("The event has orders: they stay on record.", null),
    };

    /// <returns>The refusal, or null where the failure is not the client's doing; that others were in the way is known to the pipeline, which tries again.</returns>
    public static RejectedException? ToRejection(Exception exception)
    {
        if (exception is DbUpdateConcurrencyException)
            return null;
        var postgres = exception as PostgresException ?? exception.InnerException as PostgresException;
        return postgres?.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => CreateConflict(
                postgres.ConstraintName,
                "It exists already."
            ),
            PostgresErrorCodes.CheckViolation => CreateConflict(postgres.ConstraintName, "It contradicts what is there."),
            PostgresErrorCodes.ForeignKeyViolation => CreateConflict(
                postgres.ConstraintName,
                "It is tied to something that is there, or that is gone."
            ),
            PostgresErrorCodes.NumericValueOutOfRange => RejectedException.Invalid("A number is out of range."),
            _ => null,
        };
    }

    private static RejectedException CreateConflict(string? constraint, string fallback) =>
        constraint is not null && Messages.TryGetValue(constraint, out var message)
            ? RejectedException.Conflict(message.Detail, message.Pointer)
            : RejectedException.Conflict(fallback);
}
