using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace BackpropCrossCheck.Oracles.Tests;

public sealed class PublicApiTest
{
    private const string RenewVariable = "BACKPROP_CHECK_RENEW_GOLDEN";

    // What others can call changes only on purpose: BACKPROP_CHECK_RENEW_GOLDEN=1 writes the file anew, except where CI=true.
    [Test]
    public void PublicApi_OfTheAssembly_IsAsRecorded()
    {
        string actual = typeof(OracleCatalogue).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(RenewVariable) == "1")
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), "golden files are not renewed where they are checked");
            File.WriteAllText(Source("PublicApi.txt"), actual);
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(Source("PublicApi.txt")).ReplaceLineEndings("\n")));
    }

    private static string Source(string name, [CallerFilePath] string file = "")
    {
        string copy = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        return Environment.GetEnvironmentVariable(RenewVariable) == "1" ? Path.Combine(Path.GetDirectoryName(file)!, "Golden", name) : copy;
    }
}
