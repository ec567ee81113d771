using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Tests.Mail;

/// <summary>One e-mail of each kind, with its expected texts.</summary>
internal static class EmailSamples
{
    public static readonly EventDetails Summit = new(
        "Summit & <Friends>",
        new DateTimeOffset(2026, 5, 23, 7, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 5, 23, 15, 0, 0, TimeSpan.Zero),
        "Europe/Berlin",
        "Hall 4"
    );

    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly InvoiceDetails Invoice = new(
        "Ada",
        "Summit",
        "202611U-000042",
        "EUR 50.00",
        "1 December 2026",
        "https://x.org/i.pdf",
        "https://x.org/pay",
        IsCredit: false
    );

    private static readonly string[] ExpectedInvoiceTexts =
    [
        "Ada",
        "Summit",
        "202611U-000042",
        "EUR 50.00",
        "1 December 2026",
        "https://x.org/i.pdf",
        "https://x.org/pay",
    ];

    private static readonly TicketSale[] Sales =
    [
        new("VIP", new DateTimeOffset(2026, 5, 22, 22, 30, 0, TimeSpan.Zero), "Europe/Berlin"),
        new("Standing", Now, "Europe/Berlin"),
    ];

    private static readonly string[] ExpectedSalesTexts =
    [
        "Olga",
        "Summit",
        "VIP",
        "Sat, 23 May 2026, 00:30",
        "Standing",
        "Fri, 1 May 2026, 14:00",
        "Europe/Berlin",
        "https://x.org/e",
    ];

    /// <summary>Each e-mail kind, with its subject and the texts that must be in both the plain text and the HTML.</summary>
    public static readonly (EmailMessage Message, string Subject, string[] ExpectedTexts)[] All =
    [
        (
            new GroupRole("Chess & Co", "Organizer", "Olga", "https://x.org/accept"),
            "You are invited to organize Chess & Co",
            ["Chess & Co", "Organizer", "Olga", "https://x.org/accept"]
        ),
        (
            new SpeakerInvite("Summit", "Talk <1>", "Olga", "https://x.org/cfs"),
            "You are invited to speak at Summit",
            ["Summit", "Talk <1>", "Olga", "https://x.org/cfs"]
        ),
        (
            new AnnounceEvent(
                "Chess & Co",
                "Summit",
                new DateTimeOffset(2026, 5, 22, 22, 30, 0, TimeSpan.Zero),
                "Europe/Berlin",
                "https://x.org/e",
                "https://x.org/g"
            ),
            "Chess & Co announces Summit",
            ["Chess & Co", "Summit", "Sat, 23 May 2026, 00:30", "Europe/Berlin", "https://x.org/e", "https://x.org/g"]
        ),
        (
            new EventExported("Ada", "Summit & <Friends>", "https://x.org/e"),
            "The export of Summit & <Friends> is ready",
            ["Ada", "Summit & <Friends>", "https://x.org/e"]
        ),
        (
            new EventExportFail("Ada", "Summit", "Too <large>", "https://x.org/e"),
            "The export of Summit has failed",
            ["Ada", "Summit", "Too <large>", "https://x.org/e"]
        ),
        (new AccountErased(), "Your account was erased", ["cannot be undone"]),
        (new EventImported("Ada", "Summit", "https://x.org/e"), "Summit was imported", ["Ada", "Summit", "https://x.org/e"]),
        (
            new EventImportFail("Ada", "/sessions/3/title: Required & <b>"),
            "An import has failed",
            ["Ada", "/sessions/3/title: Required & <b>"]
        ),
        (
            new NextEvent("Olga", "Summit", new DateTimeOffset(2026, 5, 22, 22, 30, 0, TimeSpan.Zero), "Europe/Berlin", "https://x.org/e"),
            "Summit begins tomorrow",
            ["Olga", "Summit", "Sat, 23 May 2026, 00:30", "Europe/Berlin", "https://x.org/e"]
        ),
        (
            new SessionSchedule(
                "Ada",
                "Summit",
                "Talk <1>",
                new DateTimeOffset(2026, 5, 22, 22, 30, 0, TimeSpan.Zero),
                "Europe/Berlin",
                "Hall & 2",
                "https://x.org/s"
            ),
            "When \"Talk <1>\" takes place at Summit",
            ["Ada", "Summit", "Talk <1>", "Sat, 23 May 2026, 00:30", "Europe/Berlin", "Hall & 2", "https://x.org/s"]
        ),
        (
            new ContactGroupOrganizers("Chess & Co", "Ada", "ada@x.org", "When <next>?", "https://x.org/g", IsCopy: false),
            "A question about Chess & Co from Ada",
            ["Chess & Co", "Ada", "ada@x.org", "When <next>?", "https://x.org/g"]
        ),
        (
            new TicketPurchased(
                Summit,
                "Ada",
                "a1b2",
                ["2 × Early Bird", "1 × VIP"],
                "EUR 75.00",
                "https://x.org/orders/a1b2",
                "https://x.org/a1b2.pdf"
            ),
            "Your tickets for Summit & <Friends>",
            [
                "Ada",
                "a1b2",
                "2 × Early Bird",
                "1 × VIP",
                "EUR 75.00",
                "https://x.org/orders/a1b2",
                "https://x.org/a1b2.pdf",
                "Sat, 23 May 2026, 09:00 – 17:00",
                "Europe/Berlin (UTC+02:00)",
                "Hall 4",
            ]
        ),
        (
            new TicketPurchasedAttendee(Summit, "Bob", [new TicketLink("VIP", "https://x.org/7.pdf")], "a1b2"),
            "Your ticket for Summit & <Friends>",
            ["Bob", "VIP", "a1b2", "https://x.org/7.pdf", "Sat, 23 May 2026, 09:00 – 17:00", "Hall 4"]
        ),
        (
            new TicketPurchasedOrganizer(Summit, "Olga", "Ada", "a1b2", ["2 × Early Bird"], "EUR 75.00", "https://x.org/orders/a1b2"),
            "New order for Summit & <Friends>",
            ["Olga", "Ada", "a1b2", "2 × Early Bird", "EUR 75.00", "https://x.org/orders/a1b2"]
        ),
        (
            new TicketCancelled(Summit, "Ada", "a1b2", "Storm warning", RefundStarted: true),
            "Your order for Summit & <Friends> was cancelled",
            ["Ada", "a1b2", "Storm warning", "on its way back"]
        ),
        (
            new TicketCancelled(
                Summit,
                "Ada",
                "a1b2",
                null,
                RefundStarted: true,
                "You paid EUR 25.00. EUR 12.50 is on its way back to you."
            ),
            "Your order for Summit & <Friends> was cancelled",
            ["Ada", "a1b2", "You paid EUR 25.00. EUR 12.50 is on its way back to you."]
        ),
        (
            new PaymentAlert("Olga", "Summit", "A refund failed", "The buyer has no money.", "a1b2", "https://x.org/orders/a1b2"),
            "A refund failed: Summit",
            ["Olga", "Summit", "The buyer has no money.", "a1b2", "https://x.org/orders/a1b2"]
        ),
        (
            new PaymentReturned("Ada", "Summit", "a1b2", "EUR 25.00", "EUR 12.50", "The order was changed.", "https://x.org/orders/a1b2"),
            "Your payment for Summit is refunded",
            ["Ada", "Summit", "a1b2", "EUR 25.00", "EUR 12.50", "The order was changed.", "https://x.org/orders/a1b2"]
        ),
        (
            new PaymentProblems("Olga", "Summit", [new PaymentProblem("a1b2", "The refund failed.")], More: 3),
            "Payments of Summit need you",
            ["Olga", "Summit", "a1b2", "The refund failed.", "3 more"]
        ),
        (
            new UserConfirmation("https://x.org/verify?token=1"),
            "Please confirm your mail address",
            ["Our Site", "https://x.org/verify?token=1"]
        ),
        (
            new PasswordReset("https://x.org/reset?token=1", "1 hour"),
            "Set a new password",
            ["Our Site", "https://x.org/reset?token=1", "1 hour"]
        ),
        (
            new PasswordResetVerify("https://x.org/reset?token=1", "1 hour"),
            "Set your password",
            ["Our Site", "https://x.org/reset?token=1", "1 hour"]
        ),
        (new PasswordChange("Ada"), "Your password was changed", ["Ada", "Our Site"]),
        (
            new UserChangeEmail("old@x.org", "new@x.org", "https://x.org/reset-password?token=1", "3 days"),
            "Your mail address was changed",
            ["old@x.org", "new@x.org", "Our Site", "https://x.org/reset-password?token=1", "3 days"]
        ),
        (
            new EventRole("Summit", "organizer", "Ada", "https://x.org/invite?token=1"),
            "You are invited to Summit as organizer",
            ["Ada", "Summit", "organizer", "https://x.org/invite?token=1"]
        ),
        (new TicketSalesEnd("Olga", "Summit", Sales, "https://x.org/e"), "Ticket sales have ended for Summit", ExpectedSalesTexts),
        (
            new TicketSalesEndTomorrow("Olga", "Summit", Sales, "https://x.org/e"),
            "Ticket sales end tomorrow for Summit",
            ExpectedSalesTexts
        ),
        (
            new TicketSalesEndNextWeek("Olga", "Summit", Sales, "https://x.org/e"),
            "Ticket sales end in a week for Summit",
            ExpectedSalesTexts
        ),
        (new AfterEvent("Olga", "Summit", "https://x.org/e"), "Summit is over", ["Olga", "Summit", "https://x.org/e"]),
        (
            new AfterEventSpeaker("Sam", "Summit", "https://x.org/e"),
            "Thank you for speaking at Summit",
            ["Sam", "Summit", "https://x.org/e"]
        ),
        (
            new ContactOrganizers("Summit", "Ada", "ada@x.org", "Is there\nparking?", "https://x.org/e", IsCopy: false),
            "A question about Summit from Ada",
            ["Ada", "Summit", "Is there\nparking?", "ada@x.org", "https://x.org/e"]
        ),
        (new UserRegistration("Ada", "https://x.org/"), "Welcome to Our Site", ["Ada", "Our Site", "https://x.org/"]),
        (new TestMail(), "Test mail from Our Site", ["Our Site"]),
        (
            new NewSession("Olga", "Summit", "Gears & <Cogs>", "Ada", "https://x.org/sessions"),
            "New session for Summit: Gears & <Cogs>",
            ["Olga", "Summit", "Gears & <Cogs>", "Ada", "https://x.org/sessions"]
        ),
        (
            new SessionStateChange("Ada", "Summit", "Gears & <Cogs>", "accepted", "https://x.org/my-sessions"),
            "Summit would like to have \"Gears & <Cogs>\"",
            ["Ada", "Summit", "Gears & <Cogs>", "was selected", "https://x.org/my-sessions"]
        ),
        (
            new SessionStateChange("Ada", "Summit", "Gears", "accepted", "https://x.org/my-sessions", "News & <more>", "Come\nsoon"),
            "News & <more>",
            ["Come\nsoon", "https://x.org/my-sessions"]
        ),
        (
            new VideoModeratorInvite("Summit", "Main stage", "https://x.org/e/1/video/main/5"),
            "You moderate Main stage at Summit",
            ["Main stage", "Summit", "https://x.org/e/1/video/main/5"]
        ),
        (new MonthlyPayment(Invoice), "Invoice 202611U-000042 for Summit", ExpectedInvoiceTexts),
        (new MonthlyPaymentFollowUp(Invoice), "Reminder: invoice 202611U-000042 for Summit", ExpectedInvoiceTexts),
        (new MonthlyPaymentPreDue(Invoice), "Invoice 202611U-000042 for Summit is due soon", ExpectedInvoiceTexts),
        (new MonthlyPaymentPostDue(Invoice), "Invoice 202611U-000042 for Summit is overdue", ExpectedInvoiceTexts),
    ];
}
