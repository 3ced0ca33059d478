import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as Whole } from 'react-aria-components'
import './tabs.css'

export interface TabContent {
  id: string
  label: string
  content: ReactNode
}

interface TabsProps {
  label: string
  tabs: TabContent[]
  /** Called when another tab is chosen. */
  onChange(): void
}

/** Tabs across the top, the chosen one's content below, scrolling by itself. */
export function Tabs({ label, tabs, onChange }: TabsProps) {
  return (
    // The first is named here: chosen by the list itself it would count as a person's choice.
    <Whole className="tabs" defaultSelectedKey={tabs[0]?.id ?? ''} onSelectionChange={onChange}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </Whole>
  )
}
