namespace OpenEvent.Application.Common;

/// <summary>
/// All statements that bypass the change tracker. The database context runs no others, and an architecture test keeps them in the methods
/// that take an entry of this list.
/// </summary>
internal static class DirectWrites
{
    public static readonly DirectWrite SignIn = AnyRequest(
        "Sign-in stamp",
        "users.last_accessed_at, users.password_hash",
        "A stamp; the same password is hashed again with the current parameters after it was verified.",
        "SignInTests.A_password_with_outdated_parameters_is_rehashed"
    );

    public static readonly DirectWrite ReplaceInvites = Granted(
        "Removal of older invites",
        "role_invites",
        "CreateRoleInvite: the policy that allows the new invite.",
        "InviteTests.A_newer_ownership_invite_replaces_the_older_one"
    );

    public static readonly DirectWrite DemoteOwner = Granted(
        "Owner becomes organizer",
        "users_events_roles",
        "AcceptRoleInvite: the policy that allows to accept the invite.",
        "InviteTests.Accepting_ownership_leaves_exactly_one_owner_even_when_accepted_concurrently"
    );

    public static readonly DirectWrite SeedMessageSettings = ServerOnly(
        "E-mail settings of new kinds",
        "message_settings",
        "Startup.",
        "MessageSettingTests.A_new_version_adds_kinds_and_texts_and_keeps_enabled_unchanged"
    );

    public static readonly DirectWrite SwitchEmails = Granted(
        "Kinds of e-mail that an address does not get",
        "email_opt_outs",
        "UnsubscribeFromEmails and ResubscribeToEmails: the token of the link names kind and address.",
        "UnsubscribeTests.A_recipient_stops_one_kind_of_email_and_gets_it_again"
    );

    public static readonly DirectWrite LockFirstRows = ServerOnly(
        "Advisory lock of the rows that every database has",
        "nothing",
        "Startup; a lock.",
        "SettingsTests.Two_servers_that_start_at_once_create_the_rows_once"
    );

    public static readonly DirectWrite StoreTicketUrls = ServerOnly(
        "URLs of rendered tickets",
        "orders.tickets_pdf_url, attendees.pdf_url",
        "Outbox consumer IssueTickets.",
        "FreeTicketTests.Completed_checkout_emails_a_scannable_ticket_to_each_attendee"
    );

    public static readonly DirectWrite MarkBadge = ServerOnly(
        "Mark of a printed badge",
        "attendees.is_badge_printed, attendees.badge_printed_at",
        "Task PrintBadge.",
        "BadgePdfTests.The_team_prints_a_badge_whose_code_the_entrance_reads"
    );

    public static readonly DirectWrite LinkStripe = Granted(
        "Whether the event has a Stripe account",
        "events.is_stripe_linked",
        "ConnectStripe and DisconnectStripe: the policy of the authorization; CheckAccountAccess: Stripe says so.",
        "StripeAuthorizationTests.Deleting_the_authorization_disconnects_the_event"
    ) with
    {
        IsSeenByVisitors = true,
    };

    public static readonly DirectWrite SchedulePaymentCheck = AnyRequest(
        "Claim or end of the check of a payment",
        "payments",
        "The schedule of payment checks, which no client writes.",
        "PaymentWebhookTests.Concurrent_reconciliation_checks_each_payment_once"
    );

    public static readonly DirectWrite ApplyDiscount = Granted(
        "Which attendees have the discount",
        "attendees.is_discount_applied",
        "UpdateOrder: the policy that allows the new discount code.",
        "OrderDiscountTests.Staff_apply_a_discount_to_an_order_without_using_it"
    );

    public static readonly DirectWrite LockCheckouts = AnyRequest(
        "Advisory lock of a buyer",
        "nothing",
        "A lock.",
        "CheckoutLimitTests.A_user_has_a_limit_of_unfinished_orders_also_at_the_same_time_and_another_user_has_their_own"
    );

    public static readonly DirectWrite ClaimAttendees = Granted(
        "Existing attendees join an order",
        "attendees.order_id, attendees.is_discount_applied, attendees.is_access_code_applied",
        "PlaceOrder: AttendeePolicy.AddToOrder of each.",
        "FreeTicketTests.Order_of_existing_attendees_is_pending_until_the_server_completes_it"
    );

    public static readonly DirectWrite RemoveUnusedCodes = Granted(
        "Removal of unused codes",
        "discount_codes",
        "DeleteUnusedDiscountCodes: co-organizer access.",
        "CodeResourcesTests.Bulk_delete_removes_unused_codes_only"
    );

    public static readonly DirectWrite CountCodeUses = AnyRequest(
        "Uses of a code",
        "discount_uses, access_uses",
        "A counter.",
        "CodeUsageTests.Fifty_concurrent_orders_get_ten_uses_of_a_discount_code"
    );

    public static readonly DirectWrite LimitCodeUses = AnyRequest(
        "Limit of the uses of a code",
        "discount_uses.most, access_uses.most",
        "A copy of the code's tickets-number, in the counter.",
        "CodeUsageTests.Limit_cannot_be_lowered_below_current_uses"
    );

    public static readonly DirectWrite StoreInvoiceUrl = ServerOnly(
        "URL of a rendered invoice",
        "event_invoices.invoice_pdf_url",
        "Outbox consumer SendEventInvoice.",
        "EventInvoiceTests.Last_months_revenue_is_invoiced_once_with_PDF_and_email"
    );

    public static readonly DirectWrite InvoiceOrders = ServerOnly(
        "Orders of an invoice",
        "orders.event_invoice_id, orders.invoiced_revenue",
        "Job IssueEventInvoices.",
        "EventInvoiceTests.Last_months_revenue_is_invoiced_once_with_PDF_and_email"
    );

    public static readonly DirectWrite CountInvoices = ServerOnly(
        "Number of an invoice",
        "number_series.last",
        "Job IssueEventInvoices.",
        "EventInvoiceTests.Invoice_numbers_have_no_gaps_under_concurrency_and_failures"
    );

    public static readonly DirectWrite CountSeats = AnyRequest(
        "Taken seats",
        "ticket_seats.taken",
        "A counter.",
        "SeatReservationTests.Fifty_concurrent_orders_for_ten_seats_get_ten"
    );

    public static readonly DirectWrite LimitSeats = Granted(
        "Number of seats",
        "ticket_seats.quantity",
        "UpdateTicket: the policy that allows the new quantity.",
        "EventSaleRulesTests.An_event_that_is_over_sells_nothing_and_its_tickets_can_still_be_changed"
    );

    public static readonly DirectWrite ReturnSeat = Granted(
        "Seats of an order line",
        "order_tickets.quantity, order_tickets.discounted",
        "DeleteAttendee: the policy that allows to delete the attendee.",
        "CodeUsageTests.Removing_an_attendee_returns_the_discount_use"
    );

    public static readonly DirectWrite ExpireOrders = AnyRequest(
        "Expiry of overdue orders",
        "orders.status, orders.expires_at",
        "The time has decided: every read shows these orders as expired.",
        "SeatReservationTests.Overdue_checkout_frees_its_seats_for_the_next_buyer_without_the_job"
    );

    public static readonly DirectWrite RejectSessions = ServerOnly(
        "Rejection of overdue sessions",
        "sessions.state, sessions.is_mail_sent, sessions.last_modified_at",
        "Job RejectOverdueSessions.",
        "OverdueSessionTests.Overdue_sessions_are_rejected_in_batches"
    ) with
    {
        IsSeenByVisitors = true,
    };

    public static readonly DirectWrite ResetExhibitors = Granted(
        "Places of all exhibitors",
        "exhibitors.position",
        "ReorderExhibitors: co-organizer access.",
        "ReorderTests.Reset_sets_all_places_of_the_event_to_zero"
    );

    public static readonly DirectWrite ResetSpeakers = Granted(
        "Places of all speakers",
        "speakers.order",
        "ReorderSpeakers: co-organizer access.",
        "ReorderTests.Reset_sets_all_places_of_the_event_to_zero"
    ) with
    {
        IsSeenByVisitors = true,
    };

    public static readonly DirectWrite AddOutboxEntries = AnyRequest(
        "New outbox entries",
        "outbox",
        "Effects of what the unit of work has written; they commit with it.",
        "EmailDeliveryTests.Two_nodes_process_one_outbox_and_send_each_email_once"
    );

    public static readonly DirectWrite SettleOutboxEntry = ServerOnly(
        "State of an outbox entry",
        "outbox",
        "The outbox itself.",
        "EmailDeliveryTests.A_temporary_rejection_is_retried_with_growing_pauses_up_to_the_limit"
    );

    public static readonly DirectWrite ReportTask = ServerOnly(
        "State and progress of a running task",
        "tasks.state, tasks.rows, tasks.result_path",
        "Outbox consumer RunTask.",
        "TaskTests.The_owner_sees_the_state_and_downloads_the_result"
    );

    public static readonly DirectWrite ErasePersonalData = ServerOnly(
        "Rows about a person whose account is erased",
        "the tables and columns of PersonalRowList, mails, outbox, tasks.expires_at",
        "Outbox consumer RunTask: the policy that allowed the erasure.",
        "ErasureTests.After_the_erasure_the_database_does_not_contain_the_person"
    ) with
    {
        IsSeenByVisitors = true,
    };

    public static readonly DirectWrite RequestStop = Granted(
        "Request to stop a run of another server",
        "lab_runs.is_stop_requested",
        "StopRun: LabRunPolicy.Stop.",
        "ScriptRunsTests.A_run_of_another_server_is_asked_to_stop"
    );

    public static readonly DirectWrite RemoveOldOutputs = Granted(
        "Removal of the outputs and codes of a user's oldest runs",
        "lab_run_outputs, lab_runs.code",
        "CreateRun: LabRunPolicy.Start. The rows are the caller's own.",
        "ScriptRunsTests.Only_the_outputs_of_the_last_runs_are_kept"
    );

    private static DirectWrite Granted(string name, string writes, string reason, string test) =>
        new(name, writes, DirectWriteCoverage.Granted, reason, test);

    private static DirectWrite ServerOnly(string name, string writes, string reason, string test) =>
        new(name, writes, DirectWriteCoverage.ServerOnly, reason, test);

    private static DirectWrite AnyRequest(string name, string writes, string reason, string test) =>
        new(name, writes, DirectWriteCoverage.AnyRequest, reason, test);
}
