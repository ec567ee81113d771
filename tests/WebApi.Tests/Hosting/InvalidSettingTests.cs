using NUnit.Framework;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>
/// Each invalid setting stops the start with a message that names its key. <see cref="ServerProcessTests"/> checks what the process prints.
/// </summary>
public sealed class InvalidSettingTests
{
    private string _folder = "";

    [SetUp]
    public void SetUp() => _folder = Path.Combine(Path.GetTempPath(), "openevent-setting-" + Guid.NewGuid().ToString("n")[..8]);

    [TearDown]
    public void TearDown()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [TestCase("--Database:ConnectionString=Host=127.0.0.1;Port=1;Bad=1", "Database:ConnectionString")]
    [TestCase("--Database:ConectionString=Host=x", "Database:ConectionString")]
    [TestCase("--Database:Binaries=/nowhere", "Database:Binaries")]
    [TestCase("--Database:ReadConnectionString=Host=x", "Database:ReadConnectionString")]
    [TestCase("--Database:MaxReplicaLag=00:00:00.1", "Database:MaxReplicaLag")]
    [TestCase("--Database:MaxReplicaLag=00:05:01", "Database:MaxReplicaLag")]
    [TestCase("--Data:Directory=/proc/nothing", "Data:Directory")]
    [TestCase("--Data:Directory=/etc/passwd", "Data:Directory")]
    [TestCase("--Admin:Email=no-address", "Admin:Email")]
    [TestCase("--Admin:Email=admin@example.org", "Admin:Password")]
    [TestCase("--Frontend:Url=example.org", "Frontend:Url")]
    [TestCase("--Metrics:Enabled=perhaps", "Metrics:Enabled")]
    [TestCase("--Log:Level=Loud", "Log:Level")]
    [TestCase("--urls=nonsense", "--urls")]
    [TestCase("--urls=ftp://127.0.0.1", "--urls")]
    [TestCase("--Admin:Password=correct-horse", "Admin:Email")]
    [TestCase("--Mail:From=nonsense@", "Mail:From")]
    [TestCase("--Mail:Port=70000", "Mail:Port")]
    [TestCase("--Mail:Port=often", "Mail:Port")]
    [TestCase("--Mail:TimeoutSeconds=0", "Mail:TimeoutSeconds")]
    [TestCase("--Mail:User=without-password", "Mail:Password")]
    [TestCase("--Mail:Security=Sometimes", "Mail:Security")]
    [TestCase("--Mail:Host=a b", "Mail:Host")]
    [TestCase("--Mail:Server=mail.example.org", "Mail:Server")]
    [TestCase("--Storage:Kind=Cloud", "Storage:Kind")]
    [TestCase("--Storage:Bucket=x", "Storage:Bucket")]
    [TestCase("--Storage:PublicUrl=files", "Storage:PublicUrl")]
    [TestCase("--Lab:Device=dev/ttyUSB0", "Lab:Device")]
    [TestCase("--Lab:Device=COM3", "Lab:Device")]
    [TestCase("--Lab:Devise=virtual", "Lab:Devise")]
    [TestCase("--Lab:Scripts:Seconds=0", "Lab:Scripts:Seconds")]
    [TestCase("--Lab:Scripts:Runtime=docker", "Lab:Scripts:Runtime")]
    [TestCase("--Lab:Scripts:Second=1", "Lab:Scripts:Second")]
    [TestCase("--Lab:Scripts:Python=python3", "Lab:Scripts:Python")]
    [TestCase("--Telemetry:Endpoint=::", "Telemetry:Endpoint")]
    [TestCase("--Cors:Origins=example.org", "Cors:Origins")]
    [TestCase("--Outbox:AtOnce=99", "Outbox:AtOnce")]
    [TestCase("--Maill:Host=mail.example.org", "Maill:Host")]
    [TestCase("--Stripe:SecretKey=sk_test_1", "Stripe:SecretKey")]
    [TestCase("--Payments:Strippe:SecretKey=sk_test_1", "Payments:Strippe:SecretKey")]
    [TestCase("--Host=mail.example.org", "Host")]
    [TestCase("--Logging:Console:LogLevel:Default=Debug", "Logging:Console:LogLevel:Default")]
    [TestCase("--Cors:Orgins=https://example.org", "Cors:Orgins")]
    [TestCase("--Payments:Stripe:SecretKey=foo", "Payments:Stripe:SecretKey")]
    [TestCase("--Payments:Stripe:SecretKey=pk_test_1", "Payments:Stripe:SecretKey")]
    [TestCase("--Payments:Stripe:WebhookSecret=foo", "Payments:Stripe:WebhookSecret")]
    [TestCase("--Payments:Stripe:Retries=6", "Payments:Stripe:Retries")]
    [TestCase("--Storage:TimeoutSeconds=-1", "Storage:TimeoutSeconds")]
    [TestCase("--Storage:Directory=/proc/nothing", "Storage:Directory")]
    [TestCase("--Storage:Directory=/etc/passwd", "Storage:Directory")]
    [TestCase("--Mail:Directory=/proc/nothing", "Mail:Directory")]
    [TestCase("--Mail:Directory=/etc/passwd/mail", "Mail:Directory")]
    [TestCase("--Logging:LogLevel:Default=Debug", "Log:Level")]
    [TestCase("--Logging:LogLevel:OpenEvent=9", "Logging:LogLevel:OpenEvent")]
    [TestCase("--Log:Level=9", "Log:Level")]
    [TestCase("--Log:Format=7", "Log:Format")]
    [TestCase("--urls=http://api.example.org:5111", "--urls")]
    [TestCase("--urls=http://127.0.0.1:5111/base", "--urls")]
    [TestCase("--urls=http://127.0.0.1:0;http://[::1:5111", "--urls")]
    [TestCase("--Kestrel:Endpoints:Web:Url=http://999.1.1.1:5111", "Kestrel:Endpoints:Web:Url")]
    [TestCase("--Server:KnownProxies=10.0.0.1,proxy.example.org", "Server:KnownProxies")]
    [TestCase("--Server:KnownProxies=10.0.0.1/8", "Server:KnownProxies")]
    [TestCase("--Server:KnownProxies=0.0.0.0/0", "Server:KnownProxies")]
    [TestCase("--Server:KnownProxies=7", "Server:KnownProxies")]
    [TestCase("--Data:WarnBelowMegabytes=-1", "Data:WarnBelowMegabytes")]
    [TestCase("--Testing:Enabled=yes", "Testing:Enabled: must be true or false.")]
    [TestCase("--Mail:Port=often", "Mail:Port: must be a whole number.")]
    [TestCase("--Auth:RecentSignIn=soon", "Auth:RecentSignIn: must be a time span such as 00:10:00.")]
    [TestCase("--Log:Level=Loud", "Log:Level: must be one of Trace, ")]
    [TestCase("--port=5001", "port is not a setting.")]
    [TestCase("--port=5001", "To listen on another port: --urls http://localhost:5001")]
    [TestCase("admin", "admin is not a setting")]
    [TestCase("-v", "-v is not a setting")]
    [TestCase("--Testing:Enabled", "--Testing:Enabled has no value.")]
    public void Invalid_setting_is_reported_with_its_key(string argument, string key)
    {
        string[] arguments = [$"--Data:Directory={_folder}", "--urls=http://127.0.0.1:0", "--Log:Format=Text", argument];
        var error = Assert.ThrowsAsync<ConfigurationException>(async () =>
            await (await WebApi.Program.BuildAsync(arguments)).DisposeAsync()
        );
        Assert.That(error!.Message, Does.Contain(key).And.Not.Contain("\n"));
    }
}
