using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>
/// What staff set for the whole platform. There is one row, with the id <see cref="OnlyId"/>. The secrets are stored encrypted, together
/// in <see cref="EncryptedSecrets"/> (docs/decisions/038).
/// </summary>
[ReadOnlyForTokens]
public sealed class Setting : Entity
{
    public const long OnlyId = 1;

    /// <summary>The members that only admins see and that are stored encrypted.</summary>
    public static IReadOnlyList<string> SecretMembers { get; } =
    [
        nameof(AlipaySecretKey),
        nameof(AwsKey),
        nameof(AwsSecret),
        nameof(FbClientSecret),
        nameof(GoogleClientSecret),
        nameof(GoogleRecaptchaSecret),
        nameof(GsKey),
        nameof(GsSecret),
        nameof(InClientSecret),
        nameof(OmiseLiveSecret),
        nameof(OmiseTestSecret),
        nameof(PaypalSandboxSecret),
        nameof(PaypalSecret),
        nameof(PaytmLiveSecret),
        nameof(PaytmSandboxSecret),
        nameof(RocketChatRegistrationSecret),
        nameof(SendgridKey),
        nameof(SmtpPassword),
        nameof(StripeSecretKey),
        nameof(StripeTestSecretKey),
        nameof(TwConsumerSecret),
    ];

    /// <summary>The secrets, as one encrypted text. Null if there is none.</summary>
    public string? EncryptedSecrets { get; set; }

    /// <summary>The online payment modes that this server can charge. Not stored.</summary>
    public IReadOnlyList<string> ActivePaymentModes { get; set; } = [];

    public string? AdminBillingAdditionalInfo { get; set; }
    public string? AdminBillingAddress { get; set; }
    public string? AdminBillingCity { get; set; }
    public string? AdminBillingContactName { get; set; }
    public string? AdminBillingCountry { get; set; }
    public string? AdminBillingEmail { get; set; }
    public string? AdminBillingLogo { get; set; }
    public string? AdminBillingPaypalEmail { get; set; }
    public string? AdminBillingPhone { get; set; }
    public string? AdminBillingState { get; set; }
    public string? AdminBillingTaxInfo { get; set; }
    public string? AdminBillingZip { get; set; }
    public string? AdminCompany { get; set; }
    public string? AlipayPublishableKey { get; set; }
    public string? AlipaySecretKey { get; set; }
    public string? AnalyticsKey { get; set; }
    public string? AndroidAppUrl { get; set; }
    public string AppEnvironment { get; set; } = "production";

    /// <summary>What this site calls itself. Null: what the configuration says.</summary>
    public string? AppName { get; set; }

    public string? AwsBucketName { get; set; }
    public string? AwsKey { get; set; }
    public string? AwsRegion { get; set; }
    public string? AwsSecret { get; set; }
    public string? CookiePolicy { get; set; } = "This website stores what it needs to keep you signed in.";
    public string? CookiePolicyLink { get; set; }
    public string? EmailFrom { get; set; }
    public string? EmailFromName { get; set; }
    public string? EmailService { get; set; }
    public string? FacebookUrl { get; set; }
    public string? FbClientId { get; set; }
    public string? FbClientSecret { get; set; }

    /// <summary>The web frontend, where links in e-mails lead. Null: what the configuration says.</summary>
    public string? FrontendUrl { get; set; }

    public string? GithubUrl { get; set; }
    public string? GitterUrl { get; set; }
    public string? GoogleClientId { get; set; }
    public string? GoogleClientSecret { get; set; }
    public string? GoogleRecaptchaSecret { get; set; }
    public string? GoogleRecaptchaSite { get; set; }
    public string? GoogleUrl { get; set; }
    public string? GsBucketName { get; set; }
    public string? GsKey { get; set; }
    public string? GsSecret { get; set; }

    /// <summary>A limit that clients show, in kilobytes: 1 to 1,000,000. It is not enforced.</summary>
    public int ImageSize { get; set; } = 10_000;

    public string? InClientId { get; set; }
    public string? InClientSecret { get; set; }
    public string? InstagramUrl { get; set; }

    /// <summary>The day of the month, 1 to 28.</summary>
    public int InvoiceSendingDay { get; set; } = 1;
    public string InvoiceSendingTimezone { get; set; } = "UTC";
    public bool IsGoogleRecaptchaEnabled { get; set; }
    public bool IsPaytmActivated { get; set; }

    /// <summary>The largest logo that clients show, in kilobytes: 1 to 1,000,000. It is not enforced.</summary>
    public int LogoSize { get; set; } = 1_000;

    /// <summary>1 to 30.</summary>
    public int MaxComplexCustomFields { get; set; } = 30;
    public string? OmiseLivePublic { get; set; }
    public string? OmiseLiveSecret { get; set; }
    public string? OmiseMode { get; set; }
    public string? OmiseTestPublic { get; set; }
    public string? OmiseTestSecret { get; set; }

    /// <summary>Minutes for which a checkout holds its seats, 1 to 60. Null: what the configuration says.</summary>
    public int? OrderExpiryTime { get; set; }

    public string? PatreonUrl { get; set; }
    public string? PaypalClient { get; set; }
    public string? PaypalMode { get; set; }
    public string? PaypalSandboxClient { get; set; }
    public string? PaypalSandboxSecret { get; set; }
    public string? PaypalSecret { get; set; }
    public string? PaytmLiveMerchant { get; set; }
    public string? PaytmLiveSecret { get; set; }
    public string? PaytmMode { get; set; }
    public string? PaytmSandboxMerchant { get; set; }
    public string? PaytmSandboxSecret { get; set; }
    public string? RocketChatRegistrationSecret { get; set; }
    public string? RocketChatUrl { get; set; }
    public string? SendgridKey { get; set; }

    /// <summary>The largest slides that clients show, in kilobytes: 1 to 1,000,000. It is not enforced.</summary>
    public int SlideSize { get; set; } = 20_000;

    public string? SmtpEncryption { get; set; }
    public string? SmtpHost { get; set; }
    public string? SmtpPassword { get; set; }

    /// <summary>1 to 65535.</summary>
    public int? SmtpPort { get; set; }
    public string? SmtpUsername { get; set; }

    /// <summary>What the start page shows: <c>default</c>, or the event of <see cref="StartPgEventId"/>.</summary>
    public string? StartPgEnabled { get; set; } = "default";

    public string? StartPgEventId { get; set; }

    /// <summary>The address of uploaded files. Null: this server's.</summary>
    public string? StaticDomain { get; set; }

    public string? StoragePlace { get; set; }
    public string? StripeClientId { get; set; }
    public string? StripeMode { get; set; }
    public string? StripePublishableKey { get; set; }
    public string? StripeSecretKey { get; set; }
    public string? StripeTestClientId { get; set; }
    public string? StripeTestPublishableKey { get; set; }
    public string? StripeTestSecretKey { get; set; }
    public string? SupportUrl { get; set; }
    public string? Tagline { get; set; } = "Events, tickets and schedules";
    public string? TelegramUrl { get; set; }
    public string? TwConsumerKey { get; set; }
    public string? TwConsumerSecret { get; set; }
    public string? TwitterUrl { get; set; }
    public string? WebAppUrl { get; set; }
    public string? WeblateUrl { get; set; }
    public string? YoutubeUrl { get; set; }
}
