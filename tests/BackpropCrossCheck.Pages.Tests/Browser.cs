using Microsoft.Playwright;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The browser that all tests of this project share. Where there is none, every test that asks for it is skipped, named and counted.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    /// <summary>The browser.</summary>
    internal static IBrowser Required
    {
        get
        {
            if (s_browser is null)
            {
                Assert.Ignore($"There is no Chromium on the PATH; install it, or name it in {ChromiumPath.Variable}.");
            }

            return s_browser!;
        }
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (ChromiumPath.Find() is { } path)
        {
            s_playwright = await Playwright.CreateAsync();
            // Chromium refuses its sandbox to root; the pages are our own.
            s_browser = await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (s_browser is not null)
        {
            await s_browser.DisposeAsync();
        }

        s_playwright?.Dispose();
    }
}
