using Microsoft.Playwright;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The browser that all tests of this project share. Without one, every test that needs it is skipped, named and
/// counted.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>The browser.</summary>
    internal static IBrowser Required
    {
        get
        {
            if (_browser is null)
            {
                Assert.Ignore($"There is no Chromium on the PATH; install it, or name it in {ChromiumPath.Variable}.");
            }

            return _browser!;
        }
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (ChromiumPath.Find() is { } path)
        {
            _playwright = await Playwright.CreateAsync();
            // Chromium refuses its sandbox to root; the pages are our own. It starts in a second or two; Playwright's limit of 30 s is too
            // short for that on a machine with forty other programs.
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"], Timeout = 300_000 });
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
