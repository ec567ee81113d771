using FluentValidation;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>The rules for the attributes of a charge. Whether they are needed depends on the order, so its handler decides.</summary>
internal sealed class ChargeRequestRules : AbstractValidator<ChargeRequest>
{
    private const int MaxLength = 1000;

    public ChargeRequestRules()
    {
        RuleFor(c => c.PaypalPayerId).Must(IsReference).WithMessage("Not a valid string.").At("/data/attributes/paypal-payer-id");
        RuleFor(c => c.PaypalPaymentId).Must(IsReference).WithMessage("Not a valid string.").At("/data/attributes/paypal-payment-id");
    }

    private static bool IsReference(string? text) => text is null || (text.Length <= MaxLength && !text.Any(char.IsControl));
}
