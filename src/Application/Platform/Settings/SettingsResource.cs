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
        Attribute(s => s.AdminBillingPhone).Phone().Private();
        Attribute(s => s.AdminBillingState).Private();
        Attribute(s => s.AdminBillingTaxInfo).Private();
        Attribute(s => s.AdminBillingZip).Private();
        Attribute(s => s.AdminCompany).Private();
        Attribute(s => s.AlipayPublishableKey).Contact();
        Secret(s => s.AlipaySecretKey);
        Attribute(s => s.AnalyticsKey);
        SafeLink(s => s.AndroidAppUrl);
        Attribute(s => s.AppEnvironment).Required().MaxLength(100);
        Attribute(s => s.AppName).MaxLength(200);
        Attribute(s => s.AwsBucketName).Private();
        Secret(s => s.AwsKey);
        Attribute(s => s.AwsRegion).Private();
        Secret(s => s.AwsSecret);
        Attribute(s => s.CookiePolicy).Html(10_000);
        SafeLink(s => s.CookiePolicyLink);
        Attribute(s => s.EmailFrom).Private();
        Attribute(s => s.EmailFromName).Private();
        Attribute(s => s.EmailService).Private();
        SafeLink(s => s.FacebookUrl);
        Attribute(s => s.FbClientId);
        Secret(s => s.FbClientSecret);
        Attribute(s => s.FrontendUrl).Url();
        SafeLink(s => s.GithubUrl);
        SafeLink(s => s.GitterUrl);
        Attribute(s => s.GoogleClientId);
        Secret(s => s.GoogleClientSecret);
        Secret(s => s.GoogleRecaptchaSecret);
        Attribute(s => s.GoogleRecaptchaSite);
        SafeLink(s => s.GoogleUrl);
        Attribute(s => s.GsBucketName).Private();
        Secret(s => s.GsKey);
        Secret(s => s.GsSecret);
        Attribute(s => s.ImageSize).Must(IsFileSize, FileSizeMessage);
        Attribute(s => s.InClientId);
        Secret(s => s.InClientSecret);
        SafeLink(s => s.InstagramUrl);
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
        Secret(s => s.OmiseLiveSecret);
        Attribute(s => s.OmiseMode).Contact();
        Attribute(s => s.OmiseTestPublic).Contact();
        Secret(s => s.OmiseTestSecret);
        Attribute(s => s.OrderExpiryTime).Must(v => v is null or (>= 1 and <= 60), "Must be 1 to 60 minutes.");
        SafeLink(s => s.PatreonUrl);
        Attribute(s => s.PaypalClient).Contact();
        Attribute(s => s.PaypalMode).Contact();
        Attribute(s => s.PaypalSandboxClient).Contact();
        Secret(s => s.PaypalSandboxSecret);
        Secret(s => s.PaypalSecret);
        Attribute(s => s.PaytmLiveMerchant).Private();
        Secret(s => s.PaytmLiveSecret);
        Attribute(s => s.PaytmMode).Contact();
        Attribute(s => s.PaytmSandboxMerchant).Private();
        Secret(s => s.PaytmSandboxSecret);
        Secret(s => s.RocketChatRegistrationSecret);
        Attribute(s => s.RocketChatUrl).Url().Contact();
        Secret(s => s.SendgridKey);
        Attribute(s => s.SlideSize).Must(IsFileSize, FileSizeMessage);
        Attribute(s => s.SmtpEncryption).Private();
        Attribute(s => s.SmtpHost).Private();
        Secret(s => s.SmtpPassword);
        Attribute(s => s.SmtpPort).Must(v => v is null or (>= 1 and <= 65535), "Must be 1 to 65535.").Private();
        Attribute(s => s.SmtpUsername).Private();
        Attribute(s => s.StartPgEnabled);
        Attribute(s => s.StartPgEventId);
        Attribute(s => s.StaticDomain);
        Attribute(s => s.StoragePlace).Private();
        Attribute(s => s.StripeClientId).Contact();
        Attribute(s => s.StripeMode).Contact();
        Attribute(s => s.StripePublishableKey).Contact();
        Secret(s => s.StripeSecretKey);
        Attribute(s => s.StripeTestClientId).Contact();
        Attribute(s => s.StripeTestPublishableKey).Contact();
        Secret(s => s.StripeTestSecretKey);
        SafeLink(s => s.SupportUrl);
        Attribute(s => s.Tagline);
        SafeLink(s => s.TelegramUrl);
        Attribute(s => s.TwConsumerKey).Contact();
        Secret(s => s.TwConsumerSecret);
        SafeLink(s => s.TwitterUrl);
        SafeLink(s => s.WebAppUrl);
        SafeLink(s => s.WeblateUrl);
        SafeLink(s => s.YoutubeUrl);
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

    /// <summary>Declares a secret of another service, for admins only.</summary>
    private void Secret(Expression<Func<Setting, string?>> property) => Attribute(property).MaxLength(5_000).Private().NotFilterable();

    private void SafeLink(Expression<Func<Setting, string?>> property) => Attribute(property).Must(LinkRule.IsSafe, LinkRule.Message);

    private static bool IsFileSize(int kilobytes) => kilobytes is >= 1 and <= 1_000_000;
}
