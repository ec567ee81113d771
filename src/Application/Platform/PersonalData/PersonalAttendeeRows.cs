using System.Linq.Expressions;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The attendees who are the person.</summary>
internal static class PersonalAttendeeRows
{
    /// <summary>The stored tickets of other people's orders are rendered again by <see cref="EraseAccountRows"/>.</summary>
    public static PersonalRows Own =>
        new PersonalRowsOf<Attendee>(IsOwn)
            .Export("own-tickets")
            .Files(nameof(Attendee.PdfUrl))
            .Links(nameof(Attendee.ComplexFieldValues))
            .Clear(p => a => a.OrderId == null || a.Order!.UserId == p.Id, nameof(Attendee.PdfUrl))
            .Clear(
                nameof(Attendee.Firstname),
                nameof(Attendee.Lastname),
                nameof(Attendee.Email),
                nameof(Attendee.Address),
                nameof(Attendee.City),
                nameof(Attendee.State),
                nameof(Attendee.Country),
                nameof(Attendee.JobTitle),
                nameof(Attendee.Phone),
                nameof(Attendee.TaxBusinessInfo),
                nameof(Attendee.BillingAddress),
                nameof(Attendee.HomeAddress),
                nameof(Attendee.ShippingAddress),
                nameof(Attendee.Company),
                nameof(Attendee.WorkAddress),
                nameof(Attendee.WorkPhone),
                nameof(Attendee.Website),
                nameof(Attendee.Blog),
                nameof(Attendee.Twitter),
                nameof(Attendee.Facebook),
                nameof(Attendee.Github),
                nameof(Attendee.Instagram),
                nameof(Attendee.Linkedin),
                nameof(Attendee.Gender),
                nameof(Attendee.AgeGroup),
                nameof(Attendee.BirthDate),
                nameof(Attendee.HomeWiki),
                nameof(Attendee.WikiScholarship),
                nameof(Attendee.NativeLanguage),
                nameof(Attendee.FluentLanguage),
                nameof(Attendee.AttendeeNotes),
                nameof(Attendee.ComplexFieldValues)
            )
            .Keep(
                "The number of the ticket and the times of check-ins, which the event counts. They name nobody.",
                nameof(Attendee.Identifier),
                nameof(Attendee.CheckinTimes),
                nameof(Attendee.CheckoutTimes),
                nameof(Attendee.RegisterTimes),
                nameof(Attendee.DeviceNameCheckin)
            );

    /// <summary>
    /// Attendees with the verified address of the account. A family or a company may enter one address for all its tickets: of several in
    /// an order, those with another name are other people. Of the account's own orders also those with an address that is not verified, or
    /// with the name of the account: a buyer enters these.
    /// </summary>
    public static Expression<Func<Attendee, bool>> IsOwn(Person p) =>
        a =>
            (
                a.Email == p.VerifiedEmail
                && (
                    p.FirstName == null
                    || p.LastName == null
                    || (a.Firstname == p.FirstName && a.Lastname == p.LastName)
                    || (a.Firstname ?? "") + (a.Lastname ?? "") == ""
                    || !a.Order!.Attendees.Any(other => other.Id != a.Id && other.Email == a.Email)
                )
            )
            || (
                (a.Order!.UserId == p.Id || (a.OrderId == null && a.CreatorId == p.Id))
                && (
                    (a.Email != null && p.Emails.Contains(a.Email))
                    || (p.FirstName != null && p.LastName != null && a.Firstname == p.FirstName && a.Lastname == p.LastName)
                )
            );
}
