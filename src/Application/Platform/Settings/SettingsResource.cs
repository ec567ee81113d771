using System.Linq.Expressions;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The settings of the platform: one row, at <c>/v1/settings</c> and under its id. Everyone sees what a frontend needs to start; signed-in
/// users also see the contact fields, which are the public keys of payment providers; admins see all.
/// </summary>
internal sealed class SettingsResource : Resource<Setting>
{
    private const string FileSizeMessage = "Must be 1 to 1000000 kilobytes.";

    private Setting? _prototype;

    public SettingsResource()
    {
        NotListed();
        Attribute(s => s.AdminBillingAdditionalInfo).Private();
        Attribute(s => s.AdminBillingAddress).Private();
        Attribute(s => s.AdminBillingCity).Private();
        Attribute(s => s.AdminBillingContactName).Private();
        Attribute(s => s.AdminBillingCountry).Private();
        Attribute(s => s.AdminBillingEmail).Email().Private();
        Attribute(s => s.AdminBillingLogo).Url().Private();
        Attribute(s => s.AdminBillingPaypalEmail).Email().Private();
        Attribute(s => s.AdminBillingPhone).Private();
        Attribute(s => s.AdminBillingState).Private();
        Attribute(s => s.AdminBillingTaxInfo).Private();
        Attribute(s => s.AdminBillingZip).Private();
        Attribute(s => s.AdminCompany).Private();
        Attribute(s => s.AlipayPublishableKey).Contact();
        Attribute(s => s.AlipaySecretKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.AnalyticsKey);
        Attribute(s => s.AndroidAppUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.AppEnvironment).Required().MaxLength(100);
        Attribute(s => s.AppName).MaxLength(200);
        Attribute(s => s.AwsBucketName).Private();
        Attribute(s => s.AwsKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.AwsRegion).Private();
        Attribute(s => s.AwsSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.CookiePolicy).Html(10_000);
        Attribute(s => s.CookiePolicyLink).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.EmailFrom).Private();
        Attribute(s => s.EmailFromName).Private();
        Attribute(s => s.EmailService).Private();
        Attribute(s => s.FacebookUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.FbClientId);
        Attribute(s => s.FbClientSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.FrontendUrl).Url();
        Attribute(s => s.GithubUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.GitterUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.GoogleClientId);
        Attribute(s => s.GoogleClientSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.GoogleRecaptchaSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.GoogleRecaptchaSite);
        Attribute(s => s.GoogleUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.GsBucketName).Private();
        Attribute(s => s.GsKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.GsSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.ImageSize).Must(IsFileSize, FileSizeMessage);
        Attribute(s => s.InClientId);
        Attribute(s => s.InClientSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.InstagramUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.InvoiceSendingDay).Must(v => v is >= 1 and <= 28, "Must be 1 to 28, so that every month has the day.").Contact();
        Attribute(s => s.InvoiceSendingTimezone)
            .Required()
            .Must(id => EventTimeZone.FindCanonicalId(id) is not null, "Not a known time zone.")
            .Contact();
        Attribute(s => s.IsGoogleRecaptchaEnabled);
        Attribute(s => s.IsPaytmActivated);
        Attribute(s => s.LogoSize).Must(IsFileSize, FileSizeMessage);
        Attribute(s => s.MaxComplexCustomFields).Must(v => v is >= 1 and <= 30, "Must be 1 to 30.");
        Attribute(s => s.OmiseLivePublic).Contact();
        Attribute(s => s.OmiseLiveSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.OmiseMode).Contact();
        Attribute(s => s.OmiseTestPublic).Contact();
        Attribute(s => s.OmiseTestSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.OrderExpiryTime).Must(v => v is null or (>= 1 and <= 60), "Must be 1 to 60 minutes.");
        Attribute(s => s.PatreonUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.PaypalClient).Contact();
        Attribute(s => s.PaypalMode).Contact();
        Attribute(s => s.PaypalSandboxClient).Contact();
        Attribute(s => s.PaypalSandboxSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.PaypalSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.PaytmLiveMerchant).Private();
        Attribute(s => s.PaytmLiveSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.PaytmMode).Contact();
        Attribute(s => s.PaytmSandboxMerchant).Private();
        Attribute(s => s.PaytmSandboxSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.RocketChatRegistrationSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.RocketChatUrl).Url().Contact();
        Attribute(s => s.SendgridKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.SlideSize).Must(IsFileSize, FileSizeMessage);
        Attribute(s => s.SmtpEncryption).Private();
        Attribute(s => s.SmtpHost).Private();
        Attribute(s => s.SmtpPassword).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.SmtpPort).Must(v => v is null or (>= 1 and <= 65535), "Must be 1 to 65535.").Private();
        Attribute(s => s.SmtpUsername).Private();
        Attribute(s => s.StartPgEnabled);
        Attribute(s => s.StartPgEventId);
        Attribute(s => s.StaticDomain);
        Attribute(s => s.StoragePlace).Private();
        Attribute(s => s.StripeClientId).Contact();
        Attribute(s => s.StripeMode).Contact();
        Attribute(s => s.StripePublishableKey).Contact();
        Attribute(s => s.StripeSecretKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.StripeTestClientId).Contact();
        Attribute(s => s.StripeTestPublishableKey).Contact();
        Attribute(s => s.StripeTestSecretKey).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.SupportUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.Tagline);
        Attribute(s => s.TelegramUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.TwConsumerKey).Contact();
        Attribute(s => s.TwConsumerSecret).MaxLength(5_000).Private().NotFilterable();
        Attribute(s => s.TwitterUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.WebAppUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.WeblateUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Attribute(s => s.YoutubeUrl).Must(LinkRule.IsSafe, LinkRule.Message);
        Computed("is-alipay-activated", s => s.ActivePaymentModes.Contains("alipay"));
        Computed("is-billing-paypal-activated", s => s.ActivePaymentModes.Contains("paypal"));
        Computed("is-omise-activated", s => s.ActivePaymentModes.Contains("omise"));
        Computed("is-paypal-activated", s => s.ActivePaymentModes.Contains("paypal"));
        Computed("is-stripe-activated", s => s.ActivePaymentModes.Contains("stripe"));
        UpdatedBy((row, changes) => new UpdateSettings(row, changes));
    }

    public override Policy<Setting> Policy { get; } = new SettingPolicy();

    public override FieldMask VisibleMask(Actor actor, Setting row)
    {
        var mask = base.VisibleMask(actor, row);
        return actor.IsSignedIn ? mask.Or(ContactMask) : mask;
    }

    public override Expression<Func<Setting, bool>>? PrivateRows(Actor actor, string name) =>
        actor.IsSignedIn && FindField(name) is { IsContact: true } ? _ => true : base.PrivateRows(actor, name);

    private protected override Setting Prototype() => _prototype ??= new Setting();

    private static bool IsFileSize(int kilobytes) => kilobytes is >= 1 and <= 1_000_000;
}
