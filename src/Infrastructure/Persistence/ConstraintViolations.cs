using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Translates violated constraints to error messages. A constraint without an entry answers 409 with a general message.</summary>
internal static class ConstraintViolations
{
    private static readonly Dictionary<string, (string Detail, string? Pointer)> Messages = new()
    {
        ["ux_users_email"] = ("The e-mail address already exists.", "/data/attributes/email"),
        ["ux_faq_types_name"] = ("The event already has an FAQ type with this name.", "/data/attributes/name"),
        ["ux_event_types_slug"] = ("An event type with this name already exists.", "/data/attributes/name"),
        ["ux_event_topics_slug"] = ("An event topic with this name already exists.", "/data/attributes/name"),
        ["ux_event_sub_topics_slug"] = ("The event topic already has a sub-topic with this name.", "/data/attributes/name"),
        ["ux_event_locations_slug"] = ("An event location with this name already exists.", "/data/attributes/name"),
        ["ux_services_name"] = ("Another service has this name.", "/data/attributes/name"),
        ["ux_event_role_permissions_role_service"] = ("The role already has permissions for this service.", "/data/relationships"),
        ["ux_user_emails_user_email_address"] = ("The account already has this address.", "/data/attributes/email-address"),
        ["ux_custom_placeholders_event_sub_topic"] = (
            "The event sub-topic already has a placeholder.",
            "/data/relationships/event-sub-topic"
        ),
        ["ux_email_notifications_user_event"] = ("The user already has e-mail preferences for this event.", "/data/attributes/deleted-at"),
        ["ux_speakers_calls_event"] = ("The event already has a call for speakers.", "/data/relationships/event"),
        ["ux_event_copyrights_event"] = ("The event already has a copyright.", "/data/relationships/event"),
        ["ux_speakers_email"] = ("The event already has a speaker with this e-mail address.", "/data/attributes/email"),
        ["ux_roles_name"] = ("A role with this name already exists.", "/data/attributes/name"),
        ["ux_user_permissions_name"] = ("A user permission with this name already exists.", "/data/attributes/name"),
        ["ux_custom_system_roles_name"] = ("A system role with this name already exists.", "/data/attributes/name"),
        ["ux_users_events_roles"] = ("The user already has this role in the event.", "/data"),
        ["ux_role_invites_pending"] = ("This e-mail address already has a pending invite to this event.", "/data/attributes/email"),
        ["ux_tickets_name"] = ("The event already has a ticket with this name.", "/data/attributes/name"),
        ["ux_ticket_tags_name"] = ("The event already has a ticket tag with this name.", "/data/attributes/name"),
        ["ux_taxes_event"] = ("Tax already exists for this event.", "/data/relationships/event/data"),
        ["ux_ticket_fees_currency"] = ("A fee for this currency and country already exists.", "/data/attributes/currency"),
        ["ux_discount_codes_code"] = ("The event already has a discount code with this text.", "/data/attributes/code"),
        ["ux_access_codes_code"] = ("The event already has an access code with this text.", "/data/attributes/code"),
        ["pk_event_discounts"] = ("The event already has a discount code.", "/data/relationships/events/data"),
        ["ux_custom_forms_field"] = ("The form already has this field.", "/data/attributes/field-identifier"),
        ["ck_discount_uses_used"] = ("The discount code has too few uses left.", null),
        ["ck_access_uses_used"] = ("The access code has too few uses left.", null),
        ["fk_orders_discount_codes_discount_code_id"] = ("The code was used in orders and cannot be deleted.", null),
        ["fk_orders_access_codes_access_code_id"] = ("The code was used in orders and cannot be deleted.", null),
        ["ck_ticket_seats_taken"] = ("There are not enough seats left.", null),
        ["ck_order_tickets_quantity"] = ("The order does not have that many seats.", null),
        ["ux_payments_live"] = ("The order already has an open or completed payment.", null),
        ["ck_payments_refunded"] = ("A refund cannot exceed the paid amount.", null),
        ["ux_stripe_authorizations_event"] = (
            "The event already has a Stripe authorization. Update or delete it.",
            "/data/relationships/event"
        ),
        ["ck_orders_amount"] = ("The amount must not be negative.", "/data/attributes/amount"),
        ["ux_user_check_in_day"] = ("The attendee is already registered here today.", "/data/relationships/ticket-holder"),
        ["ux_user_check_in_open"] = ("The attendee is already checked in to the session.", "/data/relationships/ticket-holder"),
        ["ck_station_store_paxs_count"] = ("The number of people must not be negative.", "/data/attributes/current-pax"),
        ["fk_user_check_in_stations_station_id"] = ("The station has check-ins and cannot be deleted.", null),
        ["fk_stations_microlocations_microlocation_id"] = ("The microlocation has stations and cannot be deleted.", null),
        ["ux_video_streams_event"] = ("The event already has a video stream.", "/data/relationships/event/data"),
        ["ux_video_stream_moderators_email"] = ("This person already moderates the stream.", "/data/attributes/email"),
        ["ux_event_invoices_period"] = ("The event already has an invoice for this month.", null),
        ["ck_event_invoices_amount"] = ("The amount must not be negative.", "/data/attributes/amount"),
        ["pk_lab_booking_slots"] = ("The device is booked in that time already.", "/data/attributes/starts-at"),
        ["ux_users_groups_roles_email"] = ("This e-mail address already has this role in the group.", "/data/attributes/email"),
        ["ux_users_groups_roles_user"] = ("The user already has this role in the group.", "/data"),
        ["ux_user_follow_groups"] = ("You already follow this group.", "/data/relationships/group"),
        ["ux_user_favourite_events"] = ("This is already one of your favourite events.", "/data/relationships/event"),
        ["ux_user_favourite_sessions"] = ("This is already one of your favourite sessions.", "/data/relationships/session"),
        ["ux_feedbacks_session"] = ("You have already rated this session. Change your feedback.", "/data/relationships/session"),
        ["ux_feedbacks_event"] = ("You have already rated this event. Change your feedback.", "/data/relationships/event"),
        ["ux_speaker_invites_pending"] = ("This address already has a pending invite to the session.", "/data/attributes/email"),
        ["fk_groups_user_user_id"] = ("The user owns groups and cannot be deleted permanently.", null),
        ["fk_attendees_tickets_ticket_id"] = ("The ticket has attendees and cannot be deleted.", null),
        ["fk_order_tickets_tickets_ticket_id"] = ("The ticket was ordered and cannot be deleted.", null),
        ["fk_orders_events_event_id"] = ("The event has orders and cannot be deleted.", null),
    };

    /// <returns>
    /// The error for the client, or null when the client did not cause the exception. Concurrency conflicts give null too: the pipeline
    /// retries those.
    /// </returns>
    public static RejectedException? ToRejection(Exception exception)
    {
        if (exception is DbUpdateConcurrencyException)
            return null;
        var postgres = exception as PostgresException ?? exception.InnerException as PostgresException;
        return postgres?.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => CreateConflict(
                postgres.ConstraintName,
                "The resource already exists."
            ),
            PostgresErrorCodes.CheckViolation => CreateConflict(postgres.ConstraintName, "The values contradict the stored data."),
            PostgresErrorCodes.ForeignKeyViolation => CreateConflict(
                postgres.ConstraintName,
                "The resource refers to a row that does not exist, or another row refers to it."
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
